import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { find, type LoadedVerification, presentProof } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { type RecordType, readRecord } from "../records/record";
import type { OpenInteraction } from "./interaction";

type Missing = LogtoError<"session.verification_session_not_found">;

export const noSuchRecord = () => logtoError("session.verification_session_not_found", { status: 404 });

/** The record, if the interaction still has it. A replaced one is not found. */
function heldId({ records }: OpenInteraction, id: string, type?: RecordType): string | null {
  const uuid = readRecord(id);
  const held = type ? [records[type]] : Object.values(records);
  return uuid !== null && held.includes(uuid) ? uuid : null;
}

/** A record of this type. */
export async function findRecord(
  ctx: Ctx,
  interaction: OpenInteraction,
  id: string,
  type: RecordType,
): Promise<Result<LoadedVerification, Missing>> {
  const uuid = heldId(interaction, id, type);
  const found = uuid === null ? null : await find(ctx, uuid);
  return found?.ok ? ok(found.value) : noSuchRecord();
}

/** A verified record, of this type if one is given. */
export async function findProof(
  ctx: Ctx,
  interaction: OpenInteraction,
  id: string,
  type?: RecordType,
): Promise<Result<LoadedVerification, Missing | LogtoError<"session.verification_failed">>> {
  const uuid = heldId(interaction, id, type);
  if (uuid === null) return noSuchRecord();
  // No policy needs to be expected, because the record belongs to the interaction.
  const proof = await presentProof(ctx, { verificationId: uuid, expect: {} });
  if (proof.ok) return ok(proof.value);
  return proof.refusal.code === "not_proven" ? logtoError("session.verification_failed") : noSuchRecord();
}

/** All records of the interaction. */
export async function listRecords(ctx: Ctx, { records }: OpenInteraction): Promise<LoadedVerification[]> {
  const found = await Promise.all(Object.values(records).map((id) => find(ctx, id)));
  return found.flatMap((one) => (one.ok ? [one.value] : []));
}
