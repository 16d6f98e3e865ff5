import { describe, expect, test } from "vitest";
import { ok, refuse } from "@/lib/result";
import type { SmsMessage } from "../message";
import { ProviderUnavailable, type Sender } from "./provider";
import { sendOnce } from "./send-once";

const message: SmsMessage = {
  channel: "sms",
  deliveryId: "x",
  messageId: "<x@y>",
  to: "+4915112345678",
  locale: "en",
  text: "048213",
  senderId: null,
};

function aSender(send: Sender["send"]): () => Sender {
  return () => ({ send, close() {} });
}

describe("a message has an outcome", () => {
  test("if the provider never responds and ignores its signal", async () => {
    const result = await sendOnce(
      aSender(() => new Promise(() => {})),
      message,
      1000,
    );
    expect(result).toEqual({
      outcome: "unavailable",
      explanation: "it did not answer within 1 seconds",
      hasAnswered: false,
    });
  });

  test.each([
    ["an error", new TypeError("cannot read 048213 of undefined"), "it could not be used (TypeError)"],
    ["a string", "048213", "it could not be used (string)"],
    ["nothing", undefined, "it could not be used (undefined)"],
  ])("without the text of the error if the provider throws %s", async (_, thrown, explanation) => {
    const result = await sendOnce(
      aSender(() => Promise.reject(thrown)),
      message,
      1000,
    );
    expect(result).toMatchObject({ outcome: "unavailable", explanation });
  });

  test("if the provider throws immediately, or cannot be opened", async () => {
    const atOnce = aSender(() => {
      throw new RangeError("no");
    });
    const broken = () => {
      throw new Error("COUNTERSIGN_SECRETS lacks the secret");
    };
    for (const open of [atOnce, broken]) {
      expect((await sendOnce(open, message, 1000)).outcome).toBe("unavailable");
    }
  });

  test("if the provider is unavailable, with its own words, code and pause", async () => {
    const busy = aSender(() =>
      Promise.reject(
        new ProviderUnavailable("429 slow down", {
          hasAnswered: true,
          providerCode: "429",
          retryAfterSeconds: 30,
        }),
      ),
    );
    expect(await sendOnce(busy, message, 1000)).toEqual({
      outcome: "unavailable",
      explanation: "429 slow down",
      hasAnswered: true,
      providerCode: "429",
      retryAfterSeconds: 30,
    });
  });

  test("if the provider refuses it", async () => {
    const refusal = {
      code: "recipient_rejected",
      explanation: "no such number",
      providerCode: "21211",
    } as const;
    const refusing = aSender(async () => refuse(refusal));
    expect(await sendOnce(refusing, message, 1000)).toEqual({ outcome: "refused", ...refusal });
  });

  test("if the provider accepts it", async () => {
    const fine = aSender(async () => ok({ providerMessageId: "1", explanation: "fine" }));
    expect(await sendOnce(fine, message, 1000)).toEqual({
      outcome: "accepted",
      providerMessageId: "1",
      explanation: "fine",
    });
  });
});
