import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { find, isExpired, type LoadedVerification, presentProof } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { recordPolicy } from "../records/policies";
import { contextOf, type RecordType, readRecord } from "../records/record";
import { myId } from "./me";

type NotFound = LogtoError<"verification_record.not_found">;

const missing = () => logtoError("verification_record.not_found");

/** A pending record. Another user's, an expired one and one of another type are not found. */
export async function findRecord(
  ctx: Ctx,
  id: string,
  type: RecordType,
): Promise<Result<LoadedVerification, NotFound>> {
  const uuid = readRecord(id);
  if (!uuid) return missing();
  const found = await find(ctx, uuid);
  if (!found.ok || isExpired(found.value, found.value.now)) return missing();
  return isMeant(ctx, found.value, type) ? ok(found.value) : missing();
}

/** A verified record that has not expired. */
export async function findProof(
  ctx: Ctx,
  id: string,
  type: RecordType,
): Promise<Result<LoadedVerification, NotFound>> {
  const uuid = readRecord(id);
  if (!uuid) return missing();
  const { name: policyName } = recordPolicy(ctx.project);
  const proof = await presentProof(ctx, { verificationId: uuid, expect: { policyName } });
  return proof.ok && isMeant(ctx, proof.value, type) ? ok(proof.value) : missing();
}

function isMeant(ctx: Ctx, record: LoadedVerification, type: RecordType): boolean {
  const isOurs = record.policyName === recordPolicy(ctx.project).name && contextOf(record).type === type;
  return isOurs && (record.userId === null || record.userId === myId(ctx));
}
