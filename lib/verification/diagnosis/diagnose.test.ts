import { describe, expect, test } from "vitest";
import type { DeliveryRecord } from "@/lib/delivery";
import type { LoadedVerification } from "../verification";
import { diagnose, type Facts } from "./diagnose";
import { durationOf } from "./duration-of";

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 4, 14, minutes));

function aVerification(over: Partial<LoadedVerification> = {}): LoadedVerification {
  return {
    identifierType: "phone",
    identifierValue: "+4915112345678",
    identifier: "+4915112345678",
    channel: "sms",
    connectorId: null,
    isDecoy: false,
    issuedAt: at(0),
    attemptCount: 0,
    sendCount: 1,
    createdAt: at(0),
    expiresAt: at(30),
    codeExpiresAt: at(30),
    verifiedAt: null,
    canceledAt: null,
    cancelReason: null,
    method: null,
    now: at(10),
    policy: { maxAttempts: 5, maxSends: 5, deliver: "send" },
    ...over,
  } as LoadedVerification;
}

function aDelivery(over: Partial<DeliveryRecord> = {}, kind = "twilio", name = "Twilio"): DeliveryRecord {
  return {
    channel: "sms",
    trigger: "request",
    outcome: "accepted",
    providerId: "p1",
    providerKind: kind,
    finishedAt: at(1),
    createdAt: at(0),
    status: null,
    statusAt: null,
    statusCode: null,
    tries: [
      { outcome: "accepted", providerKind: kind, providerName: name, explanation: "queued", meaning: null },
    ],
    language: "en",
    ...over,
  } as DeliveryRecord;
}

const facts = (over: Partial<Facts> = {}): Facts => ({
  verification: aVerification(),
  deliveries: [aDelivery()],
  suppressions: [],
  phoneType: "mobile",
  pause: null,
  objection: null,
  channels: [
    {
      channel: "sms",
      providers: [
        { id: "p1", name: "Twilio" },
        { id: "p2", name: "Vonage" },
      ],
    },
    { channel: "voice", providers: [{ id: "p1", name: "Twilio" }] },
    { channel: "whatsapp", providers: [] },
  ],
  ...over,
});

const suppression = {
  id: "s1",
  channel: "sms",
  reason: "opt_out",
  createdAt: new Date("2026-04-01T09:00Z"),
} as const;
const pause = { prefix: "+49151", explanation: "Messages to +49151 were paused by a person or backend." };

describe("the summary says", () => {
  test.each<[string, Partial<Facts>, string]>([
    [
      "accepted, nothing reported",
      {},
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. No code was entered yet.",
    ],
    [
      "delivered to a landline",
      { deliveries: [aDelivery({ status: "delivered", statusAt: at(3) })], phoneType: "fixed_line" },
      "Delivered by Twilio at 14:03 UTC. No code was entered yet. The number is a landline, which cannot receive text messages.",
    ],
    [
      "a call to a landline is nothing unusual",
      { verification: aVerification({ channel: "voice" }), phoneType: "fixed_line" },
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. No code was entered yet.",
    ],
    [
      "failed later",
      { deliveries: [aDelivery({ status: "failed", statusAt: at(3), statusCode: "30006" })] },
      "Twilio accepted the message at 14:01 UTC, but could not deliver it (30006). No code was entered yet.",
    ],
    [
      "bounced, and suppressed because of it",
      {
        deliveries: [aDelivery({ outcome: "skipped", reason: "suppressed", tries: [] })],
        suppressions: [suppression],
      },
      "The message was not sent. The number is on the suppression list, because the person opted out on 1 Apr at 09:00 UTC.",
    ],
    [
      "paused prefix",
      { pause },
      `Accepted by Twilio at 14:01 UTC; no delivery has been reported. No code was entered yet. ${pause.explanation}`,
    ],
    [
      "wrong codes",
      { verification: aVerification({ attemptCount: 2 }) },
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. 2 of 5 attempts were used, all with wrong codes.",
    ],
    [
      "locked",
      { verification: aVerification({ attemptCount: 5 }) },
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. All 5 attempts were wrong.",
    ],
    [
      "expired",
      { verification: aVerification({ now: at(40) }) },
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. No code was entered before it expired.",
    ],
    [
      "verified",
      { verification: aVerification({ verifiedAt: at(2), method: "code" }) },
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. Verified by code at 14:02 UTC, 2 min after the start.",
    ],
    [
      "superseded",
      { verification: aVerification({ canceledAt: at(2), cancelReason: "superseded" }) },
      "Accepted by Twilio at 14:01 UTC; no delivery has been reported. A newer verification for the same recipient replaced it at 14:02 UTC.",
    ],
    [
      "a decoy",
      { verification: aVerification({ isDecoy: true }), deliveries: [] },
      "Nothing was sent, because no user has this recipient.",
    ],
    [
      "hidden by a rule",
      { verification: aVerification({ isDecoy: true }), objection: "The domain is disposable." },
      "Nothing was sent: the domain is disposable.",
    ],
    [
      "no recipient yet",
      {
        verification: aVerification({
          identifier: null,
          identifierType: null,
          channel: null,
          issuedAt: null,
        }),
        deliveries: [],
      },
      "Nothing was sent, because the person has not entered a recipient.",
    ],
  ])("%s", (_, given, summary) => {
    expect(diagnose(facts(given)).summary).toBe(summary);
  });

  test("a message in the built-in inbox reaches nobody", () => {
    const { summary } = diagnose(facts({ deliveries: [aDelivery({}, "inbox", "the built-in inbox")] }));
    expect(summary).toContain("no provider sends it to a real recipient");
  });
});

describe("the actions are", () => {
  const named = (given: Partial<Facts>) =>
    diagnose(facts(given)).actions.map((one) =>
      one.type === "resend" ? `${one.channel}${one.provider ? ` by ${one.provider.name}` : ""}` : one.type,
    );

  test.each<[string, Partial<Facts>, string[]]>([
    [
      "to send again, by another provider or on another channel",
      {},
      ["sms", "sms by Vonage", "voice", "approve", "cancel"],
    ],
    [
      "a call first for a landline",
      { phoneType: "fixed_line" },
      ["voice", "sms", "sms by Vonage", "approve", "cancel"],
    ],
    [
      "first to unblock",
      { suppressions: [suppression], pause },
      ["remove_suppression", "reopen_prefix", "sms", "sms by Vonage", "voice", "approve", "cancel"],
    ],
    [
      "not to send more than the policy allows",
      { verification: aVerification({ sendCount: 5 }) },
      ["approve", "cancel"],
    ],
    ["to confirm a locked one", { verification: aVerification({ attemptCount: 5 }) }, ["approve"]],
    [
      "to unblock the recipient for the next one",
      { verification: aVerification({ now: at(40) }), suppressions: [suppression] },
      ["remove_suppression"],
    ],
    ["none for a verified one", { verification: aVerification({ verifiedAt: at(2), method: "link" }) }, []],
    ["only to cancel a decoy", { verification: aVerification({ isDecoy: true }) }, ["cancel"]],
  ])("%s", (_, given, actions) => {
    expect(named(given)).toEqual(actions);
  });
});

test.each([
  [420, "420 ms"],
  [12_900, "12 s"],
  [60_000, "1 min"],
  [7_300_000, "2 h"],
  [200_000_000, "2 d"],
])("%i ms are %s", (milliseconds, text) => expect(durationOf(milliseconds)).toBe(text));
