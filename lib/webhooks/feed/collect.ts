import { db, tryToLock } from "@/lib/db";
import { makeMessages, readHorizon, recordEndings } from "./repository";

/**
 * Turns the events that were committed since the last round into messages, for all endpoints. One process does it at a time;
 * the others return zero. Returns the number of new messages.
 */
export async function collect(): Promise<number> {
  return db().transaction(async (tx) => {
    if (!(await tryToLock(tx, "webhooks"))) return 0;
    await recordEndings();
    return makeMessages(tx, await readHorizon(tx));
  });
}
