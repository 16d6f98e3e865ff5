import { parse } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import en from "@/lib/i18n/explanations/en.json";
import { textsOf, valuesIn } from "@/lib/i18n/testing";
import { slotsByType, summarize } from "./summary";
import { eventTypes } from "./types";

const sentences = new Map(textsOf(en.events));

describe("the sentences of events", () => {
  test("are those of the types, no more and no fewer", () => {
    expect([...sentences.keys()].sort()).toEqual([...eventTypes].sort());
  });

  test.each(eventTypes)("%s gets the values of its placeholders, and no others", (type) => {
    const wanted = valuesIn(parse(sentences.get(type)!, { ignoreTag: true })).map((one) => one.split(":")[0]);
    expect(Object.keys(slotsByType[type]).sort()).toEqual([...new Set(wanted)].sort());
  });

  test.each(eventTypes)("%s has one without any data, as older events lack members", (type) => {
    expect(summarize({ type, data: {} })).toMatch(/^[A-Z“t].*[.]$/);
  });
});

test.each([
  [
    "The SMS to +49***23 did not arrive (30003).",
    "delivery.failed",
    { channel: "sms", recipient: "+49***23", code: "30003" },
  ],
  ["The message to the recipient did not arrive.", "delivery.failed", { channel: "pigeon" }],
  [
    "The email to j***@example.com could not be delivered: no provider.",
    "delivery.undeliverable",
    { channel: "email", recipient: "j***@example.com", reason: "no_provider" },
  ],
  [
    "Test message sent to +49***23 with “Our {SMS}”: brand new.",
    "provider.tested",
    { to: "+49***23", name: "Our {SMS}", outcome: "brand_new" },
  ],
  ["User updated: name, locale, metadata.", "user.updated", { members: ["name", "locale", "metadata"] }],
  ["API key “a” rotated; the old key stopped working.", "api_key.rotated", { name: "a", overlapSeconds: 0 }],
  [
    "API key “a” rotated; the old key works for 86400 more seconds.",
    "api_key.rotated",
    { name: "a", overlapSeconds: 86_400 },
  ],
  ["Verified by code.", "verification.verified", { method: "code" }],
  ["Confirmed without a code: Known customer.", "verification.verified", { reason: "Known customer." }],
  ["future.event", "future.event", {}],
])("%s", (sentence, type, data) => {
  expect(summarize({ type, data })).toBe(sentence);
});
