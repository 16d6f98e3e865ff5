import type { Ctx } from "@/lib/access";
import { ok } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import { start } from "@/lib/verification";
import { challengePolicy } from "../policies";
import { type ChallengeContext, toChallenge } from "./challenge";
import { toStartError } from "./challenge-errors";

export type NewChallenge = Omit<ChallengeContext, "type"> & {
  challengeType: ChallengeContext["type"];
  lifetimeSeconds: number | undefined;
};

/** Starts a challenge for a user: delivered by us and shown masked, or shown to the backend that delivers it itself. */
export async function startChallenge(ctx: Ctx, user: UserRow, asked: NewChallenge) {
  const { challengeDelivery, challengeLifetimeSeconds } = ctx.project.settings.dialects.corbado;
  const { challengeType: type, identifierValue, clientInformation, challengeMetadata } = asked;
  const kept: ChallengeContext = { type, identifierValue, clientInformation, challengeMetadata };
  const started = await start(ctx, {
    identifier: type === "sms_otp" ? { phone: identifierValue } : { email: identifierValue },
    policy: challengePolicy({
      lifetimeSeconds: asked.lifetimeSeconds ?? challengeLifetimeSeconds,
      offers: type === "email_link" ? "link" : "code",
      deliver: challengeDelivery,
    }),
    userId: user.id,
    wireContext: kept,
  });
  if (!started.ok) return toStartError(started.refusal, "identifierValue");
  return ok(toChallenge(started.value.verification, { revealed: challengeDelivery === "return" }));
}
