import { z } from "zod";
import { challengeOf, isCodeExpired, type LoadedVerification, statusOf } from "@/lib/verification";
import { showVerification } from "../ids";
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

/** What this dialect keeps with a challenge. */
export const ChallengeContext = z.object({
  type: z.enum(challengeTypes),
  /** As it was sent: our spelling may differ. */
  identifierValue: z.string(),
  clientInformation: z.record(z.string(), z.unknown()),
  challengeMetadata: z.record(z.string(), z.unknown()).optional(),
});
export type ChallengeContext = z.infer<typeof ChallengeContext>;

/** Locked and canceled ones read as expired: the vendor knows three states. */
function shownStatus(v: LoadedVerification): "pending" | "completed" | "expired" {
  const status = statusOf(v, v.now);
  if (status === "verified") return "completed";
  return status === "pending" && !isCodeExpired(v, v.now) ? "pending" : "expired";
}

/**
 * `value` shows the secret to the backend that delivers it by itself, once; otherwise as many stars, since the member is
 * required and what went to a person is nobody else's.
 */
export function toChallenge(
  v: LoadedVerification,
  { revealed }: { revealed: boolean },
): z.input<typeof ChallengeResource> {
  const kept = ChallengeContext.parse(v.wireContext);
  const { code, linkToken } = challengeOf(v, v.now);
  const secret = code ?? linkToken ?? "";
  return {
    challengeID: showVerification("cha", v.id),
    type: kept.type,
    identifierValue: kept.identifierValue,
    value: revealed ? secret : "*".repeat(secret.length),
    expires: Math.floor(v.codeExpiresAt.getTime() / 1000),
    status: shownStatus(v),
  };
}
