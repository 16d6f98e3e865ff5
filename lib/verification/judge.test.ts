import { describe, expect, it } from "vitest";
import { currentKeyId } from "@/lib/access";
import { newId } from "@/lib/id";
import { resolvePolicy } from "@/lib/projects";
import { type Counted, judgeCode, judgeLink } from "./judge";
import { codeOf, linkTokenOf, parseLinkToken } from "./secret";
import { wrongCode } from "./testing";
import { statusOf } from "./verification";

const now = new Date("2030-01-01T12:00:00Z");
const later = new Date("2030-01-01T12:10:00Z");
const earlier = new Date("2030-01-01T11:59:59Z");

function aVerification(over: Partial<Counted> = {}): Counted {
  return {
    id: newId(),
    projectId: newId(),
    dialect: "native",
    purpose: "confirm",
    policyName: "confirm",
    policy: resolvePolicy({}, "confirm", "email")!,
    identifierType: "email",
    identifierValue: "jane@example.com",
    identifier: "jane@example.com",
    country: null,
    isIdentifierOpen: false,
    channel: "email",
    userId: null,
    connectorId: null,
    socialProof: null,
    client: null,
    updatesPrimary: false,
    linkTemplate: null,
    locale: "en",
    isLocaleChosen: true,
    returnUrl: null,
    returnNonce: null,
    isWatched: false,
    metadata: {},
    wireContext: null,
    requestedFrom: null,
    chosenCode: null,
    secretKeyId: currentKeyId(),
    generation: 1,
    issuedAt: earlier,
    isDecoy: false,
    attemptCount: 1,
    sendCount: 1,
    nextSendAt: null,
    createdAt: earlier,
    expiresAt: later,
    codeExpiresAt: later,
    verifiedAt: null,
    method: null,
    verifiedBy: null,
    canceledAt: null,
    cancelReason: null,
    now,
    isGuess: true,
    budgetRetryAt: null,
    budgetLocksUntil: null,
    ...over,
  };
}

const everything = {
  verifiedAt: earlier,
  canceledAt: earlier,
  attemptCount: 6,
  expiresAt: earlier,
  codeExpiresAt: earlier,
  budgetRetryAt: later,
  issuedAt: null,
};

describe("the rules for codes", () => {
  it.each([
    ["verified comes first", everything, "already_verified"],
    ["then canceled", { ...everything, verifiedAt: null }, "verification_canceled"],
    ["then attempts", { ...everything, verifiedAt: null, canceledAt: null }, "attempts_exhausted"],
    [
      "then expired",
      { ...everything, verifiedAt: null, canceledAt: null, attemptCount: 5 },
      "verification_expired",
    ],
    ["the code's own expiry counts, too", { codeExpiresAt: earlier }, "verification_expired"],
    ["it expires at the instant itself", { codeExpiresAt: now }, "verification_expired"],
    ["then the recipient's budget", { budgetRetryAt: later, issuedAt: null }, "guess_budget_exhausted"],
    ["then not issued", { issuedAt: null }, "code_mismatch"],
    ["a decoy matches nothing", { isDecoy: true }, "code_mismatch"],
  ] as const)("%s", (_, facts, code) => {
    const v = aVerification(facts);
    expect(judgeCode(v, codeOf(v))).toMatchObject({ ok: false, refusal: { code } });
  });

  it("the fifth attempt is compared, the sixth is not", () => {
    const fifth = aVerification({ attemptCount: 5 });
    expect(judgeCode(fifth, codeOf(fifth))).toEqual({ ok: true, value: undefined });
    expect(judgeCode(fifth, wrongCode(codeOf(fifth)))).toMatchObject({
      refusal: { code: "code_mismatch", attemptsLeft: 0 },
    });
    const sixth = aVerification({ attemptCount: 6 });
    expect(judgeCode(sixth, codeOf(sixth))).toMatchObject({ refusal: { code: "attempts_exhausted" } });
  });

  it("an expired code's refusal tells whether it matched, for dialects that check in another order", () => {
    const late = aVerification({ codeExpiresAt: earlier });
    expect(judgeCode(late, codeOf(late))).toMatchObject({ refusal: { matched: true } });
    expect(judgeCode(late, wrongCode(codeOf(late)))).toMatchObject({ refusal: { matched: false } });
  });
});

describe("the rules for links", () => {
  const judged = (facts: Partial<Counted>) => {
    const v = aVerification(facts);
    return judgeLink(v, parseLinkToken(linkTokenOf(v))!);
  };
  it.each([
    [{}, true],
    [{ attemptCount: 99, budgetRetryAt: later }, true],
    [{ verifiedAt: earlier }, "already_verified"],
    [{ canceledAt: earlier }, "verification_canceled"],
    [{ expiresAt: earlier }, "verification_expired"],
    [{ issuedAt: null }, "link_invalid"],
    [{ isDecoy: true }, "link_invalid"],
  ] as const)("%j → %s", (facts, expected) => {
    const verdict = judged(facts);
    expect(verdict.ok || verdict.refusal.code).toBe(expected);
  });
});

describe("status", () => {
  it.each([
    [{ verifiedAt: earlier, canceledAt: earlier, attemptCount: 9, expiresAt: earlier }, "verified"],
    [{ canceledAt: earlier, attemptCount: 9, expiresAt: earlier }, "canceled"],
    [{ attemptCount: 5, expiresAt: earlier }, "locked"],
    [{ attemptCount: 4, expiresAt: earlier }, "expired"],
    [{ attemptCount: 4 }, "pending"],
  ] as const)("%j → %s", (facts, status) => expect(statusOf(aVerification(facts), now)).toBe(status));
});
