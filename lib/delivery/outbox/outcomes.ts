import { newId } from "@/lib/id";
import { maskRecipient } from "../mask-recipient";
import type { TryResult } from "../providers/send-once";
import type { SkipReason, UndeliverableReason } from "./reasons";
import type { Delivery, Finish } from "./repository";
import type { EndTry } from "./tries/repository";

type Finished = Pick<Delivery, "id" | "projectId" | "recipient">;

const withoutTry = {
  number: null,
  tryOutcome: null,
  providerCode: null,
  explanation: null,
  providerMessageId: null,
};

function about({ id, projectId, recipient }: Finished) {
  return { id, projectId, masked: maskRecipient(recipient), eventId: newId() };
}

/** The message is no longer needed. */
export function skipped(delivery: Finished, reason: SkipReason, withdrawn: number | null = null): Finish {
  return { ...about(delivery), ...withoutTry, outcome: "skipped", reason, withdrawn };
}

/** No provider could send the message. `last` is the try that has just ended. */
export function undeliverable(
  delivery: Finished,
  reason: UndeliverableReason,
  last: EndTry | null,
  withdrawn: number | null = null,
): Finish {
  return {
    ...about(delivery),
    ...(last ? lastTry(last) : withoutTry),
    outcome: "undeliverable",
    reason,
    withdrawn,
  };
}

export function accepted(delivery: Finished, last: EndTry): Finish {
  return { ...about(delivery), ...lastTry(last), outcome: "accepted", reason: null, withdrawn: null };
}

function lastTry({ number, outcome, providerCode, explanation, providerMessageId }: EndTry) {
  return { number, tryOutcome: outcome, providerCode, explanation, providerMessageId };
}

/** A try's end as it is recorded. */
export function endOf(
  { id, projectId }: Pick<Delivery, "id" | "projectId">,
  number: number,
  result: TryResult,
): EndTry {
  return {
    id,
    projectId,
    number,
    outcome: result.outcome,
    providerCode: result.providerCode ?? null,
    explanation: result.explanation,
    providerMessageId: result.outcome === "accepted" ? result.providerMessageId : null,
  };
}
