import { expect, test } from "vitest";
import type { DeliveryRecord, DeliveryTry } from "./deliveries";
import { explainDelivery } from "./explain-delivery";

const now = new Date("2026-01-01T12:00:00Z");

function aTry(over: Partial<DeliveryTry>): DeliveryTry {
  return {
    providerCode: null,
    meaning: null,
    language: "en",
    projectId: "a",
    deliveryId: "d",
    number: 1,
    providerId: "p",
    providerKind: "smtp",
    providerName: "the mail server at smtp.example.com",
    startedAt: now,
    finishedAt: now,
    outcome: "accepted",
    explanation: "250 2.0.0 Ok: queued as Q1",
    providerMessageId: "Q1",
    ...over,
  };
}

function aDelivery(over: Partial<DeliveryRecord>): DeliveryRecord {
  return {
    id: "d",
    projectId: "p",
    verificationId: "v",
    generation: 1,
    channel: "email",
    recipient: "jane@example.com",
    locale: "en",
    template: "confirm",
    customMessage: null,
    trigger: "request",
    backsUpId: null,
    runAt: now,
    tryCount: 1,
    tryStartedAt: null,
    tryFinishedAt: null,
    tryOutcome: null,
    providerCode: null,
    explanation: null,
    providerMessageId: null,
    status: null,
    statusAt: null,
    statusCode: null,
    isWatched: false,
    providerId: null,
    providerKind: null,
    finishedAt: now,
    outcome: null,
    reason: null,
    createdAt: now,
    tries: [],
    language: "en",
    ...over,
  };
}

const gone = aTry({ outcome: "unavailable", explanation: "the connection was refused" });
const refused = (explanation: string) => [gone, aTry({ number: 2, outcome: "refused", explanation })];

test.each<[string, Partial<DeliveryRecord>]>([
  ["It is waiting in the outbox.", {}],
  [
    "The mail server at smtp.example.com could not accept it for now: the connection was refused. It will be retried in 15 seconds.",
    { tries: [gone], runAt: new Date(now.getTime() + 15_000) },
  ],
  [
    "The mail server at smtp.example.com is sending it.",
    { tries: [aTry({ outcome: null, finishedAt: null })], runAt: new Date(now.getTime() + 50_000) },
  ],
  [
    "The mail server at smtp.example.com did not confirm the message, so it may or may not have been sent. It will be retried.",
    { tries: [aTry({ outcome: null, finishedAt: null })] },
  ],
  [
    "The mail server at smtp.example.com accepted it for delivery: 250 2.0.0 Ok: queued as Q1.",
    { outcome: "accepted", tries: [gone, aTry({ number: 2 })] },
  ],
  [
    "The built-in inbox kept it. It was not sent to a real recipient.",
    {
      outcome: "accepted",
      tries: [aTry({ providerKind: "inbox", providerName: "the built-in inbox", explanation: null })],
    },
  ],
  [
    "The mail server at smtp.example.com refused the address: 550 5.1.1 user unknown.",
    { outcome: "undeliverable", reason: "recipient_rejected", tries: refused("550 5.1.1 user unknown") },
  ],
  [
    "The mail server at smtp.example.com rejected the user name and password: 535 no. Correct them in the provider's settings.",
    { outcome: "undeliverable", reason: "credentials_rejected", tries: refused("535 no") },
  ],
  [
    "The connection to the mail server at smtp.example.com is not as secure as its settings require: self-signed certificate.",
    { outcome: "undeliverable", reason: "connection_not_secure", tries: refused("self-signed certificate") },
  ],
  [
    "It failed after one try. The mail server at smtp.example.com could not accept it for now: the connection was refused.",
    { outcome: "undeliverable", reason: "gave_up", tries: [gone] },
  ],
  ["The code expired before the message was accepted.", { outcome: "undeliverable", reason: "expired" }],
  [
    "No enabled provider sends SMS. Add one, then retry.",
    { outcome: "undeliverable", reason: "no_provider", channel: "sms" },
  ],
  [
    "The mail server at smtp.example.com refused the address: 550 5.1.1 no. The mailbox does not exist.",
    {
      outcome: "undeliverable",
      reason: "recipient_rejected",
      tries: [
        aTry({ outcome: "refused", explanation: "550 5.1.1 no.", meaning: "The mailbox does not exist." }),
      ],
    },
  ],
  [
    "It will be sent in 30 seconds, unless the verification ends before.",
    { trigger: "timer", runAt: new Date(now.getTime() + 30_000) },
  ],
  [
    "It will be sent if the message before it fails.",
    { trigger: "failure", runAt: new Date(now.getTime() + 600_000) },
  ],
  [
    "The mail server at smtp.example.com accepted it for delivery: 250 2.0.0 Ok: queued as Q1. The message was delivered.",
    { outcome: "accepted", status: "delivered", tries: [aTry({})] },
  ],
  [
    "It failed after one try. The mail server at smtp.example.com could not accept it for now: the connection was refused. The mail server at smtp.example.com reported later: The message was delivered.",
    { outcome: "undeliverable", reason: "gave_up", status: "delivered", tries: [gone] },
  ],
  [
    "It was not sent: the recipient is on the suppression list.",
    { outcome: "skipped", reason: "suppressed" },
  ],
  ["It was not sent: a newer code replaced it.", { outcome: "skipped", reason: "replaced" }],
])("%s", (sentence, over) => {
  expect(explainDelivery(aDelivery(over), now)).toBe(sentence);
});
