import type { Ctx } from "@/lib/access";
import { ok } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import { start } from "@/lib/verification";
import { challengePolicy } from "../policies";
import { isDisabled } from "../resources/user";
import { type ChallengeContext, toChallenge } from "./challenge";
import { toStartError, userDisabled } from "./challenge-errors";

export type StartChallenge = Omit<ChallengeContext, "type"> & {
  challengeType: ChallengeContext["type"];
  lifetimeSeconds: number | undefined;
};

/** Starts a challenge for a user. The project's setting decides whether it is delivered here or by the backend. */
export async function startChallenge(ctx: Ctx, user: UserRow, challenge: StartChallenge) {
  if (isDisabled(user)) return userDisabled("userID");
  const { challengeDelivery, challengeLifetimeSeconds } = ctx.project.settings.dialects.corbado;
  const { challengeType: type, identifierValue, clientInformation, challengeMetadata } = challenge;
  const { remoteAddress: ip, userAgent } = clientInformation as { remoteAddress: string; userAgent: string };
  const endUser = { ip, userAgent, deviceId: null };
  const started = await start(
    { ...ctx, endUser },
    {
      identifier: type === "sms_otp" ? { phone: identifierValue } : { email: identifierValue },
      policy: challengePolicy({
        lifetimeSeconds: challenge.lifetimeSeconds ?? challengeLifetimeSeconds,
        offers: type === "email_link" ? "link" : "code",
        deliver: challengeDelivery,
      }),
      userId: user.id,
      wireContext: {
        type,
        identifierValue,
        clientInformation,
        challengeMetadata,
      } satisfies ChallengeContext,
    },
  );
  if (!started.ok) return toStartError(started.refusal, "identifierValue");
  return ok(toChallenge(started.value.verification, { isRevealed: challengeDelivery === "return" }));
}
