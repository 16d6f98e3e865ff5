import { db, isDistributed, tryToLock } from "@/lib/db";
import { makeMessages, readHorizon, recordEndings } from "./repository";

/**
 * Turns the events that were committed since the last round into messages, for all endpoints. One process does it at a time;
 * the others return zero. A sweep also finds events whose ids were made by a clock that is wrong. Returns the number of new
 * messages.
 */
export async function collect(reach: "round" | "sweep" = "round"): Promise<number> {
  // There are no endpoints (`createEndpoint`).
  if (isDistributed()) return 0;
  return db().transaction(async (tx) => {
    if (!(await tryToLock(tx, "webhooks"))) return 0;
    await recordEndings();
    return makeMessages(tx, reach, await readHorizon(tx));
  });
}
