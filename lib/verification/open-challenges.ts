import type { Challenge, OpenChallenges, StaleReason } from "@/lib/delivery";
import { env } from "@/lib/env";
import { toDecimalId } from "@/lib/id";
import { secondsUntil } from "@/lib/time";
import { ourLink } from "./link-template";
import { findMany } from "./queries/repository";
import { codeOf, linkTokenOf } from "./secret";
import {
  isCodeExpired,
  type LoadedVerification,
  offersCode,
  offersLink,
  statusOf,
  type Verification,
} from "./verification";

/** The challenges for the outbox worker's messages, or the reason why a message is no longer needed. */
export const openChallenges: OpenChallenges = async (wanted) => {
  const found = await findMany(wanted.map(({ verificationId }) => verificationId));
  const byId = new Map(found.map((v) => [v.id, v]));
  return wanted.map(({ verificationId, generation }) => {
    const v = byId.get(verificationId);
    const reason = v ? staleReason(v, generation) : "unknown";
    return v && !reason
      ? { ok: true, challenge: challengeOf(v, v.now) }
      : { ok: false, reason: reason ?? "unknown" };
  });
};

function staleReason(v: LoadedVerification, generation: number): StaleReason | null {
  if (v.isDecoy) return "decoy";
  const status = statusOf(v, v.now);
  if (status !== "pending") return status;
  if (isCodeExpired(v, v.now)) return "expired";
  return v.generation === generation ? null : "replaced";
}

function linkUrlOf({ id, linkTemplate }: Verification, token: string, code: string | null): string {
  return (linkTemplate ?? env.PUBLIC_URL + ourLink)
    .replaceAll("{token}", token)
    .replaceAll("{code}", code ?? "")
    .replaceAll("{id}", id)
    .replaceAll("{number}", toDecimalId(id));
}

/** The content of a message for this verification. */
export function challengeOf(v: Verification, now: Date): Challenge {
  const linkToken = offersLink(v) ? linkTokenOf(v) : null;
  const code = offersCode(v) ? codeOf(v) : null;
  return {
    code,
    linkUrl: linkToken && linkUrlOf(v, linkToken, code),
    linkToken,
    expiresInSeconds: secondsUntil(v.codeExpiresAt, now),
    purpose: v.purpose,
  };
}
