import type { CustomMessage } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import type { Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { findUser, type IdentifierInput } from "@/lib/users";
import { start } from "@/lib/verification";
import { messageOf } from "../application";
import { linkPolicy } from "../policies";
import { type SendRefusal, sendRefusal } from "../refusals";
import type { Subject } from "../subject";

export interface SendLink {
  identifier: IdentifierInput;
  redirectUri: string;
  updatePrimary: boolean;
  message?: CustomMessage;
}

/** The URL of links that verify on GET (`open-link.ts`). By default, links open the portal's page with a button. */
export function linkTemplateOf({ settings }: Project): string | undefined {
  if (!settings.dialects.transmit.linkVerifiesOnGet) return undefined;
  return `${env.PUBLIC_URL}/cis/v1/verification/links/open?token={token}`;
}

/** Sends a link by email that redirects to one of the project's return URLs. */
export async function sendLink(
  ctx: Ctx,
  { userId, client }: Subject,
  { identifier, redirectUri, updatePrimary, message }: SendLink,
): Promise<Result<void, SendRefusal>> {
  const started = await start(ctx, {
    identifier,
    policy: linkPolicy(ctx.project),
    client,
    userId,
    updatePrimary,
    returnUrl: redirectUri,
    linkTemplate: linkTemplateOf(ctx.project),
    message: messageOf(ctx.project, client, message),
  });
  if (started.ok) return ok(undefined);
  // The vendor reports an unknown user first.
  if (started.refusal.code === "return_url_not_allowed") {
    const user = await findUser(ctx, userId);
    if (!user.ok) return user;
  }
  return sendRefusal(started.refusal, "email");
}
