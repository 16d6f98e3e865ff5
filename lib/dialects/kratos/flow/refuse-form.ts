import type { Reply } from "../reply";
import { type Flow, type Notice, updateFlowContext } from "./context";
import { answerForm, type PublicRequest } from "./public-request";

/** Returns the form with an error message. The next submission removes it. */
export async function refuseForm(
  request: PublicRequest,
  flow: Flow,
  said: Pick<Notice, "message"> & Partial<Notice>,
): Promise<Reply> {
  const notice: Notice = { field: null, isAlone: false, addressValue: null, isLost: false, ...said };
  return answerForm(request, await updateFlowContext(request.ctx, flow, () => ({ notice })));
}
