import type { Ctx } from "@/lib/access";
import { presentProof } from "@/lib/verification";
import { logtoError } from "../errors";
import { recordPolicy } from "../records/policies";
import { contextOf, readRecord } from "../records/record";
import { myId } from "./me";

const header = "logto-verification-id";

/**
 * Whether the call comes with a proof that the user is present: a password, or a code that was sent for this purpose to an
 * address or number that the user already had. Any other record counts as none.
 */
export async function isSteppedUp(ctx: Ctx, headers: Headers): Promise<boolean> {
  const verificationId = readRecord(headers.get(header) ?? "");
  if (!verificationId) return false;
  const { name: policyName } = recordPolicy(ctx.project);
  const proof = await presentProof(ctx, { verificationId, expect: { policyName, userId: myId(ctx) } });
  if (!proof.ok) return false;
  const { type, usage } = contextOf(proof.value);
  return type === "Password" || usage === "UserPermissionValidation";
}

export const notSteppedUp = () => logtoError("verification_record.permission_denied", { status: 401 });
