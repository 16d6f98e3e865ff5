import { expect, test } from "vitest";
import { consoleMessages } from "@/lib/i18n";
import { translatorOf } from "../../../../_text/translator";
import { bounds, PolicyFields, withPolicyFields } from "./policy-fields";

const fields = PolicyFields(translatorOf(consoleMessages("en"), "en"));

const standard = {
  codeLength: "6",
  maxAttempts: "5",
  maxSends: "5",
  cooldownSeconds: "30",
  lifetimeMinutes: "10",
  resend: "same",
  recipients: "any",
  answerAfter: "commit",
};

test("the form has the policy's bounds", () => {
  expect(bounds).toEqual({
    codeLength: { least: 6, most: 10 },
    maxAttempts: { least: 1, most: 10 },
    maxSends: { least: 1, most: 20 },
    cooldownSeconds: { least: 0, most: 600 },
    lifetimeMinutes: { least: 1, most: 1440 },
  });
  expect(fields.safeParse({ ...standard, codeLength: "5" }).success).toBe(false);
});

test("default values are not stored, and values that the form does not show are kept", () => {
  const before = { confirm: { email: { replaySeconds: 3, codeLength: 8 }, sms: { maxSends: 2 } } };
  const entered = fields.parse({ ...standard, lifetimeMinutes: "60" });
  expect(withPolicyFields(before, "confirm", "email", entered)).toEqual({
    confirm: { email: { replaySeconds: 3, lifetimeSeconds: 3600 }, sms: { maxSends: 2 } },
  });
});
