import { Secret, TOTP } from "otpauth";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { canDecrypt, decrypt, encrypt } from "../key-ring";
import { record } from "../record";
import { lockOperator, type Operator } from "../repository";
import { markSecondFactor, type Session } from "../sessions/repository";
import { firstRecoveryCodes } from "./recovery-codes";
import type { SecondFactorRefusal } from "./refusals";
import { acceptStep, countGuess, deleteTotp, offerSecret, type Totp } from "./repository";

/** 10 guesses a day, each of 3 valid codes in 10⁶: 1 in 33 000 a day for someone who already passed the first factor. */
const guessesPerDay = 10;

/** Steps before and after the current one whose codes are accepted, for clocks that differ (RFC 6238 §5.2). */
const window = 1;

/** A new authenticator app to confirm with its first code. */
export interface TotpOffer {
  /** In base 32, to type in. */
  secret: string;
  /** `otpauth://…`, for the QR code. */
  uri: string;
}

/** Offers a new secret. Refuses if the operator already has an authenticator app. */
export async function offerTotp(operator: Operator): Promise<Result<TotpOffer, SecondFactorRefusal>> {
  // 160 bits, as RFC 4226 §4 recommends.
  const secret = new Secret({ size: 20 });
  const isOffered = await offerSecret(operator.id, seal(operator.id, secret.base32));
  if (!isOffered) return refuse({ code: "totp_taken" });
  return ok({ secret: secret.base32, uri: generatorOf(secret.base32, operator.email).toString() });
}

/** Confirms the offered secret with its first code. Returns new recovery codes if the operator had none. */
export async function confirmTotp(
  ctx: Ctx,
  session: Session,
  code: string,
): Promise<Result<{ recoveryCodes: string[] | null }, SecondFactorRefusal>> {
  const { operatorId } = session;
  const found = await guess(operatorId, code, (totp) => totp.confirmedAt === null);
  if (!found.ok) return found;
  const { totp, step, sealedSecret } = found.value;
  return db().transaction(
    async (tx): Promise<Result<{ recoveryCodes: string[] | null }, SecondFactorRefusal>> => {
      await lockOperator(operatorId, tx);
      if (!(await acceptStep(totp, step, sealedSecret, tx))) return refuse({ code: "code_used" });
      await markSecondFactor(session.id, tx);
      const recoveryCodes = await firstRecoveryCodes(operatorId, tx);
      await record(ctx, "operator.second_factor_added", { operatorId, kind: "totp" }, tx);
      return ok({ recoveryCodes });
    },
  );
}

/** Gives the second factor with a code of the authenticator app. */
export async function answerWithTotp(
  ctx: Ctx,
  session: Session,
  code: string,
): Promise<Result<void, SecondFactorRefusal>> {
  const found = await guess(session.operatorId, code, (totp) => totp.confirmedAt !== null);
  if (!found.ok) {
    const { operatorId } = session;
    await record(ctx, "operator.second_factor_refused", { operatorId, reason: found.refusal.code });
    return found;
  }
  const { totp, step, sealedSecret } = found.value;
  return db().transaction(async (tx): Promise<Result<void, SecondFactorRefusal>> => {
    if (!(await acceptStep(totp, step, sealedSecret, tx))) return refuse({ code: "code_used" });
    await markSecondFactor(session.id, tx);
    return ok(undefined);
  });
}

/** Removes the authenticator app. False if there is none. */
export async function removeTotp(ctx: Ctx, operatorId: string): Promise<boolean> {
  return db().transaction(async (tx) => {
    const isRemoved = await deleteTotp(operatorId, tx);
    if (isRemoved) await record(ctx, "operator.second_factor_removed", { operatorId, kind: "totp" }, tx);
    return isRemoved;
  });
}

interface Match {
  totp: Totp;
  /** The time step of the code. */
  step: number;
  /** The secret, encrypted with the current key, so that old keys can be removed. */
  sealedSecret: Buffer;
}

/** Counts the guess, then compares it. */
async function guess(
  operatorId: string,
  code: string,
  isEligible: (totp: Totp) => boolean,
): Promise<Result<Match, SecondFactorRefusal>> {
  const totp = await countGuess(operatorId);
  if (!totp || !isEligible(totp) || !canDecrypt(totp.sealedSecret))
    return refuse({ code: "second_factor_wrong" });
  if (totp.guesses > guessesPerDay) return refuse({ code: "too_many_guesses" });
  const secret = decrypt(totp.sealedSecret, placeOf(operatorId));
  const generator = generatorOf(secret, "");
  const timestamp = totp.now.getTime();
  const delta = generator.validate({ token: code.replace(/\D/g, ""), timestamp, window });
  if (delta === null) return refuse({ code: "second_factor_wrong" });
  const step = generator.counter({ timestamp }) + delta;
  return ok({ totp, step, sealedSecret: seal(operatorId, secret) });
}

/** SHA-1, 6 digits and 30 seconds, because common apps ignore other values. */
function generatorOf(secret: string, label: string): TOTP {
  const { host } = new URL(env.PUBLIC_URL);
  return new TOTP({ issuer: `Countersign (${host.replace(":", " ")})`, label, secret });
}

function seal(operatorId: string, secret: string): Buffer {
  return encrypt(secret, placeOf(operatorId));
}

const placeOf = (operatorId: string) => `operator_totp:${operatorId}`;
