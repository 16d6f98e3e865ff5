import type { Reply } from "../reply";
import { type Flow, type Notice, updateFlowContext } from "./context";
import { answerForm, type PublicRequest } from "./public-request";

/** Says on the form what is wrong with it. The next submission finds it without. */
export async function refuseForm(
  request: PublicRequest,
  flow: Flow,
  said: Pick<Notice, "message"> & Partial<Notice>,
): Promise<Reply> {
  const notice: Notice = { field: null, isAlone: false, askedAnew: null, isLost: false, ...said };
  return answerForm(request, await updateFlowContext(request.ctx, flow, () => ({ notice })));
}
