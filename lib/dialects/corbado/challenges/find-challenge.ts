import type { Ctx } from "@/lib/access";
import { ok } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import { find } from "@/lib/verification";
import { parseVerificationId } from "../ids";
import { challengePolicyName } from "../policies";
import { toChallenge } from "./challenge";
import { challengeNotFound } from "./challenge-errors";

/** A challenge of a user, with its value masked. */
export async function findChallenge(ctx: Ctx, user: UserRow, challengeID: string) {
  const verificationId = parseVerificationId("cha", challengeID);
  const found = verificationId === null ? null : await find(ctx, verificationId);
  const isFound =
    found?.ok && found.value.policyName === challengePolicyName && found.value.userId === user.id;
  return isFound ? ok(toChallenge(found.value, { isRevealed: false })) : challengeNotFound();
}
