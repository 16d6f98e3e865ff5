import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/db";
import { recordStatements, useTestDatabase } from "@/lib/db/testing";
import type { NamedPolicy } from "@/lib/projects";
import { checkCode, checkCodeByKey, type LoadedVerification, type Start } from ".";
import { codeOf } from "./secret";
import { forgetSentCode, rememberSentCode, sentCode } from "./sent-codes";
import { aContext, age, aProject, started, wrongCode } from "./testing";

useTestDatabase();
const statements = recordStatements();

let ctx: ReturnType<typeof aContext>;
let people = 0;
const policy: NamedPolicy = { name: "vendor.otp", differences: { sendLimits: [], again: "separate" } };

beforeEach(async () => {
  ctx = aContext(await aProject());
});

const aVerification = (over: Partial<Start> = {}) =>
  started(ctx, { identifier: { email: `person-${people++}@example.com` }, ...over });

/** One whose code this process knows, and one whose code another process seems to have sent. */
async function bothKinds(over: Partial<Start> = {}): Promise<LoadedVerification[]> {
  const [here, elsewhere] = [await aVerification(over), await aVerification(over)];
  forgetSentCode(sentCode(ctx, elsewhere.id)!);
  return [here, elsewhere];
}

const check = (v: LoadedVerification, code = codeOf(v)) => checkCode(ctx, { verificationId: v.id, code });
const byKey = (v: LoadedVerification) =>
  checkCodeByKey(ctx, { policy, identifier: { email: v.identifierValue! }, code: codeOf(v) });
/** By another process. */
const change = (v: LoadedVerification, assignments: string) =>
  db().execute(sql`update verifications set ${sql.raw(assignments)} where id = ${v.id}`);
const eventsOf = (v: LoadedVerification) =>
  db().execute(
    sql`select type, data, actor, request_id from events where verification_id = ${v.id} order by id offset 1`,
  );

test.each([
  ["by id", {}, check],
  ["by key", { policy }, byKey],
])(
  "a correct code %s takes one statement where it was sent, and elsewhere two with the same result",
  async (_, over, prove) => {
    const counts: number[] = [];
    const facts: unknown[] = [];
    for (const v of await bothKinds(over)) {
      statements.length = 0;
      const proven = await prove(v);
      counts.push(statements.length);
      const value = { id: v.id, method: "code", attemptCount: 1, replayed: false, isUserGone: false };
      expect(proven).toMatchObject({ ok: true, value });
      facts.push(await eventsOf(v));
    }
    expect(counts).toEqual([1, 2]);
    expect(facts[0]).toEqual(facts[1]);
    expect(facts[0]).toMatchObject([{ type: "verification.attempted" }, { type: "verification.verified" }]);
  },
);

test.each<[string, (v: LoadedVerification) => Promise<unknown>, string]>([
  [
    "it was canceled",
    (v) => change(v, "canceled_at = now(), cancel_reason = 'requested'"),
    "verification_canceled",
  ],
  ["it has another code", (v) => change(v, "generation = generation + 1"), "code_mismatch"],
  ["its address was replaced", (v) => change(v, "identifier = 'new@example.com'"), "code_mismatch"],
  ["its attempts are used up", (v) => change(v, "attempt_count = 5"), "attempts_exhausted"],
  ["its code has expired", (v) => age(v.id, 600), "verification_expired"],
  [
    "it was verified by another caller",
    (v) => change(v, "verified_at = now(), method = 'link', verified_by = 'x'"),
    "already_verified",
  ],
  [
    "the recipient's guesses are used up",
    async (v) => {
      for (let wrong = 0; wrong < 20; wrong++) {
        await change(v, "attempt_count = 0");
        await check(v, wrongCode(codeOf(v)));
      }
      await change(v, "attempt_count = 0");
    },
    "guess_budget_exhausted",
  ],
])("a correct code is refused like elsewhere after %s", async (_, happen, code) => {
  for (const v of await bothKinds()) {
    await happen(v);
    expect(await check(v)).toMatchObject({ ok: false, refusal: { code } });
  }
});

test("only what the caller expects is proven", async () => {
  const v = await aVerification();
  for (const expect_ of [
    { purpose: "authenticate" },
    { policyName: "other" },
    { client: "other" },
    { userId: v.id },
    { identifier: { email: "other@example.com" } },
  ]) {
    const checked = await checkCode(ctx, { verificationId: v.id, code: codeOf(v), expect: expect_ });
    expect(checked).toMatchObject({ ok: false, refusal: { code: "identifier_mismatch" } });
  }
  const identifier = { email: v.identifierValue!.toUpperCase() };
  const meant = { identifier, purpose: v.purpose, policyName: v.policyName };
  expect(await checkCode(ctx, { verificationId: v.id, code: codeOf(v), expect: meant })).toMatchObject({
    ok: true,
  });
});

test("by key, an earlier verification is not proven once another process has started a later one", async () => {
  const earlier = await aVerification({ policy });
  const later = await aVerification({ policy, identifier: { email: earlier.identifierValue! } });
  expect(later.id).not.toBe(earlier.id);
  forgetSentCode(sentCode(ctx, later.id)!);
  rememberSentCode(earlier);
  expect(await byKey(earlier)).toMatchObject({ ok: false, refusal: { code: "code_mismatch" } });
  expect(await byKey(later)).toMatchObject({ ok: true });
});

test("another project's verification is not found", async () => {
  const v = await aVerification();
  const other = aContext(await aProject());
  expect(await checkCode(other, { verificationId: v.id, code: codeOf(v) })).toMatchObject({
    ok: false,
    refusal: { code: "verification_not_found" },
  });
});
