import { z } from "zod";
import { challengeOf, isCodeExpired, type LoadedVerification, statusOf } from "@/lib/verification";
import { formatVerificationId } from "../ids";
import { challengeTypes } from "../requests";

export const ChallengeResource = z.strictObject({
  challengeID: z.string(),
  type: z.enum(challengeTypes),
  identifierValue: z.string(),
  value: z.string(),
  /** Epoch seconds. */
  expires: z.int(),
  status: z.enum(["pending", "completed", "expired"]),
});

/** What this dialect keeps with the verification behind a challenge. */
export const ChallengeContext = z.object({
  type: z.enum(challengeTypes),
  /** As it was sent. The engine's spelling can differ. */
  identifierValue: z.string(),
  clientInformation: z.record(z.string(), z.unknown()),
  challengeMetadata: z.record(z.string(), z.unknown()).optional(),
});
export type ChallengeContext = z.infer<typeof ChallengeContext>;

/** Locked and canceled challenges count as expired: the vendor has three states. */
function challengeStatusOf(v: LoadedVerification): "pending" | "completed" | "expired" {
  const status = statusOf(v, v.now);
  if (status === "verified") return "completed";
  return status === "pending" && !isCodeExpired(v, v.now) ? "pending" : "expired";
}

/**
 * `value` is the secret if the backend delivers it, in the answer to the creation only. Otherwise it is masked, since a
 * secret that was sent to a person is for that person alone; the vendor requires the member.
 */
export function toChallenge(
  v: LoadedVerification,
  { isRevealed }: { isRevealed: boolean },
): z.input<typeof ChallengeResource> {
  const context = ChallengeContext.parse(v.wireContext);
  const { code, linkToken } = challengeOf(v, v.now);
  const secret = code ?? linkToken ?? "";
  return {
    challengeID: formatVerificationId("cha", v.id),
    type: context.type,
    identifierValue: context.identifierValue,
    value: isRevealed ? secret : "*".repeat(secret.length),
    expires: Math.floor(v.codeExpiresAt.getTime() / 1000),
    status: challengeStatusOf(v),
  };
}
