import { createHash, randomBytes } from "node:crypto";
import { db, type Tx } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { Ctx } from "../context";
import { record } from "../record";
import { lockOperator } from "../repository";
import { markSecondFactor, type Session } from "../sessions/repository";
import type { SecondFactorRefusal } from "./refusals";
import { countRecoveryCodes, putRecoveryCodes, takeRecoveryCode } from "./repository";

const howMany = 10;

/** Replaces an operator's recovery codes with ten new ones. Only their hashes are stored, so show them at once. */
export async function replaceRecoveryCodes(ctx: Ctx, operatorId: string): Promise<string[]> {
  return db().transaction(async (tx) => {
    await lockOperator(operatorId, tx);
    const codes = await putNewCodes(operatorId, tx);
    await record(ctx, "operator.recovery_codes_replaced", { operatorId }, tx);
    return codes;
  });
}

/** New codes for an operator who has none, such as after adding the first factor. Otherwise null. */
export async function firstRecoveryCodes(operatorId: string, tx: Tx): Promise<string[] | null> {
  return (await countRecoveryCodes(operatorId, tx)) === 0 ? putNewCodes(operatorId, tx) : null;
}

/** Gives the second factor with a recovery code, in any letter case and with or without its dashes. */
export async function answerWithRecoveryCode(
  ctx: Ctx,
  { id, operatorId }: Session,
  code: string,
): Promise<Result<void, SecondFactorRefusal>> {
  return db().transaction(async (tx): Promise<Result<void, SecondFactorRefusal>> => {
    await lockOperator(operatorId, tx);
    if (!(await takeRecoveryCode(operatorId, hashOf(code), tx)))
      return refuse({ code: "second_factor_wrong" });
    await markSecondFactor(id, tx);
    const left = await countRecoveryCodes(operatorId, tx);
    await record(ctx, "operator.recovery_code_used", { operatorId, left }, tx);
    return ok(undefined);
  });
}

async function putNewCodes(operatorId: string, tx: Tx): Promise<string[]> {
  const codes = Array.from({ length: howMany }, newCode);
  await putRecoveryCodes(operatorId, codes.map(hashOf), tx);
  return codes;
}

/** Crockford's base 32. People may read `0` as `o`, and `1` as `i` or `l`. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 80 random bits, as four groups of four characters. */
function newCode(): string {
  const characters = Array.from(randomBytes(16), (byte) => alphabet[byte % alphabet.length]);
  return characters.join("").replace(/(.{4})(?=.)/g, "$1-");
}

function hashOf(code: string): Buffer {
  const plain = code
    .toLowerCase()
    .replace(/o/g, "0")
    .replace(/[il]/g, "1")
    .replace(/[^a-z0-9]/g, "");
  return createHash("sha256").update(`recovery code\n${plain}`).digest();
}
