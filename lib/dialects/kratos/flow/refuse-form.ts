import type { Reply } from "../reply";
import { type Flow, keep, type Notice } from "./context";
import { answerForm, type Turn } from "./turn";

/** Says on the form what is wrong with it. The next submission finds it without. */
export async function refuseForm(
  turn: Turn,
  flow: Flow,
  said: Pick<Notice, "message"> & Partial<Notice>,
): Promise<Reply> {
  const notice: Notice = { field: null, isAlone: false, askedAnew: null, isLost: false, ...said };
  return answerForm(turn, await keep(turn.ctx, flow, () => ({ notice })));
}
