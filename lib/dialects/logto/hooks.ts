import { createHmac } from "node:crypto";
import type { Ctx } from "@/lib/access";
import { toShortId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { findUser, hasPassword } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { keysAt, type Occurrence, type WebhookFormat } from "@/lib/webhooks";
import { withoutPlus } from "./identifier";
import { toUserProfile } from "./users/user-profile";

/**
 * Logto's webhooks, as far as they are about verification: `PostSignIn` for a sign-in, `User.Data.Updated` when an identifier or
 * account of a user changes, and `Identifier.Lockout` when the attempts are used up.
 */
export const webhooks: WebhookFormat = {
  async render(occurrence) {
    const { messageId, at } = occurrence;
    const told = await tell(occurrence);
    if (!told) return null;
    const { event, ...rest } = told;
    const hookId = toShortId(messageId);
    return JSON.stringify({ hookId, event, createdAt: at.toISOString(), userAgent: null, ip: null, ...rest });
  },
  // Logto has one key at a time: after a rotation, the new one signs at once.
  headers(keys, { at, body }) {
    const [{ secret }] = keysAt(keys, at) as [{ secret: string }];
    return {
      "user-agent": "Logto (https://logto.io/)",
      "logto-signature-sha-256": createHmac("sha256", secret).update(body).digest("hex"),
    };
  },
};

async function tell({ type, projectId, event, verification }: Occurrence) {
  if (type === "verification.failed")
    return event?.data.reason === "attempts_exhausted" ? lockout(verification) : null;
  const isSignIn = type === "verification.verified";
  if (isSignIn && verification?.purpose !== "authenticate") return null;
  const userId = isSignIn ? verification?.userId : event?.data.userId;
  const user = typeof userId === "string" ? await profileOf(projectId, userId) : null;
  if (!user) return null;
  return isSignIn
    ? { event: "PostSignIn", interactionEvent: "SignIn", userId: user.id, user }
    : { event: "User.Data.Updated", data: user };
}

function lockout(verification: LoadedVerification | null) {
  if (!verification?.identifierType) return null;
  const { identifierType: type, identifierValue: value } = verification;
  return { event: "Identifier.Lockout", type, value: withoutPlus(value!) };
}

async function profileOf(projectId: string, userId: string) {
  const project = await findProject(projectId);
  if (!project) return null;
  const ctx: Ctx = { project, caller: { kind: "system" }, dialect: "logto", requestId: null, endUser: null };
  const user = await findUser(ctx, userId);
  return user.ok ? toUserProfile(user.value, { hasPassword: await hasPassword(ctx, userId) }) : null;
}
