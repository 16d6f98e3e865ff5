import { sql } from "drizzle-orm";
import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import type { Result } from "@/lib/result";
import { insertOperator, setRole } from "../repository";
import { selectSession } from "../sessions/repository";
import {
  beginSession,
  endSessions,
  findSession,
  hasSecondFactor,
  isHalfSignedIn,
  listSessions,
  needsStepUp,
} from "../sessions/session";
import { changeRole } from "../team/change-role";
import { aContext, aProject } from "../testing";
import { answerWithRecoveryCode, replaceRecoveryCodes } from "./recovery-codes";
import { answerWithTotp, confirmTotp, offerTotp, removeTotp } from "./totp";

useTestDatabase();

const nowhere = { address: "192.0.2.7", userAgent: "Firefox" };

async function aSession(operatorId: string, isSecondFactorGiven = false) {
  const id = await beginSession({ operatorId, isSecondFactorGiven, ...nowhere });
  return (await selectSession(id))!;
}

/** An operator with an authenticator app, and a generator of its codes. */
async function anOperator() {
  const operator = await insertOperator(`${newId()}@example.com`, "Ada");
  const ctx = aContext(await aProject(), { caller: { kind: "operator", operatorId: operator.id } });
  const offer = await offerTotp(operator);
  if (!offer.ok) throw new Error(offer.refusal.code);
  const app = new TOTP({ secret: offer.value.secret });
  /** The code `steps` from now. */
  const codeAt = (steps: number) => app.generate({ timestamp: Date.now() + steps * 30_000 });
  // The step before, so that the current one is still unused.
  const confirmed = await confirmTotp(ctx, await aSession(operator.id), codeAt(-1));
  if (!confirmed.ok) throw new Error(confirmed.refusal.code);
  return { operator, ctx, codeAt, recoveryCodes: confirmed.value.recoveryCodes! };
}

const outcomeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.refusal.code);

test("a session without the second factor reads nothing until a code was entered", async () => {
  const { operator, ctx, codeAt } = await anOperator();
  const session = await aSession(operator.id);
  expect([hasSecondFactor(session), isHalfSignedIn(session)]).toEqual([true, true]);
  expect(outcomeOf(await answerWithTotp(ctx, session, codeAt(0)))).toBe("ok");
  const after = (await findSession(session.id, nowhere))!;
  expect([isHalfSignedIn(after), needsStepUp(after)]).toEqual([false, false]);
});

test("of 20 parallel uses of one code, one succeeds, and later an earlier code is refused too", async () => {
  const { operator, ctx, codeAt } = await anOperator();
  const session = await aSession(operator.id);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => answerWithTotp(ctx, session, codeAt(0))),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomeOf(await answerWithTotp(ctx, session, codeAt(-1)))).toBe("code_used");
  expect(isHalfSignedIn(await aSession(operator.id))).toBe(true);
});

test("after ten wrong codes the right one is refused until a day has passed", async () => {
  const { operator, ctx, codeAt } = await anOperator();
  const session = await aSession(operator.id);
  const wrong = codeAt(0) === "000000" ? "000001" : "000000";
  const guesses = await Promise.all(Array.from({ length: 10 }, () => answerWithTotp(ctx, session, wrong)));
  expect(guesses.map(outcomeOf)).toEqual(Array(10).fill("second_factor_wrong"));
  expect(outcomeOf(await answerWithTotp(ctx, session, codeAt(0)))).toBe("too_many_guesses");
  await db().execute(
    sql`update operator_totp set guesses_since = now() - interval '25 hours' where operator_id = ${operator.id}`,
  );
  expect(outcomeOf(await answerWithTotp(ctx, session, codeAt(0)))).toBe("ok");
});

test("a recovery code works once, however it is typed, and not after it was replaced", async () => {
  const { operator, ctx, recoveryCodes } = await anOperator();
  expect(new Set(recoveryCodes).size).toBe(10);
  const session = await aSession(operator.id);
  const typed = recoveryCodes[0]!.toUpperCase().replaceAll("-", " ").replaceAll("0", "O");
  const both = [answerWithRecoveryCode(ctx, session, typed), answerWithRecoveryCode(ctx, session, typed)];
  expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1);
  expect(isHalfSignedIn((await selectSession(session.id))!)).toBe(false);

  const [renewed] = await replaceRecoveryCodes(ctx, operator.id);
  const last = [recoveryCodes[1]!, renewed!].map((code) => answerWithRecoveryCode(ctx, session, code));
  expect((await Promise.all(last)).map(outcomeOf)).toEqual(["second_factor_wrong", "ok"]);
});

test("another operator's codes are worth nothing", async () => {
  const [one, other] = [await anOperator(), await anOperator()];
  const session = await aSession(one.operator.id);
  expect(outcomeOf(await answerWithTotp(one.ctx, session, other.codeAt(0)))).toBe("second_factor_wrong");
  const stolen = other.recoveryCodes[0]!;
  expect(outcomeOf(await answerWithRecoveryCode(one.ctx, session, stolen))).toBe("second_factor_wrong");
});

test("the second factor counts for ten minutes, and not at all for operators without one", async () => {
  const { operator, ctx } = await anOperator();
  const { id } = await aSession(operator.id, true);
  const age = async (minutes: number) => {
    await db().execute(
      sql`update operator_sessions set second_factor_at = now() - make_interval(mins => ${minutes}) where id = ${id}`,
    );
    return needsStepUp((await selectSession(id))!);
  };
  expect([await age(9), await age(11)]).toEqual([false, true]);
  await removeTotp(ctx, operator.id);
  expect(await age(11)).toBe(false);
});

test("a confirmed app is not replaced by a new offer", async () => {
  const { operator, ctx, codeAt } = await anOperator();
  expect(outcomeOf(await offerTotp(operator))).toBe("totp_taken");
  expect(outcomeOf(await answerWithTotp(ctx, await aSession(operator.id), codeAt(0)))).toBe("ok");
});

test("sessions end when they are revoked, expire, or their operator leaves a team", async () => {
  const { operator, ctx } = await anOperator();
  const [one, two, three] = [
    await aSession(operator.id),
    await aSession(operator.id),
    await aSession(operator.id),
  ];
  expect(await endSessions(ctx, operator.id, { id: one!.id })).toBe(1);
  expect((await listSessions(operator.id)).map(({ id }) => id)).not.toContain(one!.id);
  await db().execute(sql`update operator_sessions set expires_at = now() where id = ${two!.id}`);
  expect(await findSession(two!.id, nowhere)).toBeNull();

  const other = await insertOperator(`${newId()}@example.com`, "");
  await setRole(other.id, ctx.project.id, "owner");
  await setRole(operator.id, ctx.project.id, "viewer");
  await changeRole(ctx, { operatorId: operator.id, role: "admin" });
  expect(await findSession(three!.id, nowhere)).not.toBeNull();
  await changeRole(ctx, { operatorId: operator.id, role: null });
  expect(await findSession(three!.id, nowhere)).toBeNull();
});

test("nobody can end another operator's session", async () => {
  const [one, other] = [await anOperator(), await anOperator()];
  const session = await aSession(one.operator.id);
  expect(await endSessions(other.ctx, other.operator.id, { id: session.id })).toBe(0);
  expect(await findSession(session.id, nowhere)).not.toBeNull();
});
