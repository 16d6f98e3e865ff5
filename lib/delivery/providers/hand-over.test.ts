import { describe, expect, test } from "vitest";
import { ok } from "@/lib/result";
import type { SmsMessage } from "../message";
import { handOver } from "./hand-over";
import { type Carrier, ProviderUnavailable, type SmsProvider } from "./provider";

const message: SmsMessage = {
  channel: "sms",
  messageId: "<x@y>",
  to: "+4915112345678",
  text: "048213",
  senderId: null,
};

function carrierThat(send: SmsProvider["send"]): () => Carrier {
  return () => ({ captures: false, sms: { name: "test", send }, close() {} });
}

describe("whatever a provider does, there is an answer", () => {
  test("when it never answers and does not listen to its signal", async () => {
    const result = await handOver(
      carrierThat(() => new Promise(() => {})),
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
  ])("when it throws %s, whose text is not repeated", async (_, thrown, explanation) => {
    const result = await handOver(
      carrierThat(() => Promise.reject(thrown)),
      message,
      1000,
    );
    expect(result).toMatchObject({ outcome: "unavailable", explanation });
  });

  test("when it throws before it has begun, or cannot be made ready", async () => {
    const atOnce = carrierThat(() => {
      throw new RangeError("no");
    });
    const broken = () => {
      throw new Error("COUNTERSIGN_SECRETS lacks the secret");
    };
    for (const open of [atOnce, broken]) {
      expect((await handOver(open, message, 1000)).outcome).toBe("unavailable");
    }
  });

  test("when it does not carry the channel", async () => {
    const result = await handOver(() => ({ captures: false, close() {} }), message, 1000);
    expect(result.outcome).toBe("unavailable");
  });

  test("when it says that it is busy, in its own words", async () => {
    const busy = carrierThat(() => Promise.reject(new ProviderUnavailable("come back", true)));
    expect(await handOver(busy, message, 1000)).toEqual({
      outcome: "unavailable",
      explanation: "come back",
      hasAnswered: true,
    });
  });

  test("when it accepts", async () => {
    const fine = carrierThat(async () => ok({ providerMessageId: "1", explanation: "fine" }));
    expect(await handOver(fine, message, 1000)).toEqual({
      outcome: "accepted",
      providerMessageId: "1",
      explanation: "fine",
    });
  });
});
