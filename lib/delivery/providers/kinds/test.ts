import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { channels } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { minute } from "@/lib/time";
import { TtlCache } from "@/lib/ttl-cache";
import type { Message } from "../../message";
import { reservedOutcomeOf } from "../../test-recipients/reserved-recipients";
import { scripts } from "../../test-recipients/scripts";
import { type AcceptedMessage, ProviderUnavailable, type Sender, type SendRefusal } from "../provider";
import { defineKind } from "./kind";
import en from "./texts/test.en.json";

/** Within the time limit of one try. */
const lateMs = 8000;

/**
 * Plays the outcomes of test recipients (docs/testing.md). It sends nothing. Projects cannot add it: it takes the place of their
 * providers for test recipients only.
 */
export const test = defineKind({
  kind: "test",
  texts: { en },
  channels,
  maxConcurrency: 1000,
  schema: z.strictObject({}),
  open: () => new TestSender(),
});

class TestSender implements Sender {
  /** Messages whose first reply was lost. */
  readonly #lost = new TtlCache<string, true>(10_000, 10 * minute * 1000);

  async send(
    { to, deliveryId }: Message,
    signal: AbortSignal,
  ): Promise<Result<AcceptedMessage, SendRefusal>> {
    const outcome = reservedOutcomeOf(to) ?? "delivered";
    const { reply } = scripts[outcome];
    if (outcome === "refused") return refuse({ code: "recipient_rejected", explanation: reply });
    if (outcome === "late") await pause(lateMs, undefined, { signal });
    if (outcome === "twice" && !this.#lost.get(deliveryId)) {
      this.#lost.set(deliveryId, true);
      throw new ProviderUnavailable("it delivered the message, and its reply was lost", {
        hasAnswered: true,
      });
    }
    return ok({ providerMessageId: outcome, explanation: reply });
  }

  close(): void {}
}
