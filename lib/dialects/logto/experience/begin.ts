import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { interactionCookies } from "./cookies";
import { blank, change, type OpenInteraction, openInteraction } from "./interaction";
import { noInteraction } from "./protocol";
import type { BeginBody, EventBody } from "./requests";

/** The application of interactions that were started without one. */
export const demoApp = "demo-app";

export const beginRefusals = ["session.captcha_failed"] as const;

/**
 * Sets an interaction's event, and discards its previous records and changes. A browser without an interaction gets one, for
 * pages that people open directly.
 */
export async function beginInteraction(
  ctx: Ctx,
  { interactionEvent: event, captchaToken }: z.output<typeof BeginBody>,
  answerHeaders: Headers,
): Promise<Result<undefined, LogtoError<"session.captcha_failed">>> {
  // No captcha provider can be configured yet, and a token that cannot be checked is refused.
  if (captchaToken !== undefined) return logtoError("session.captcha_failed", { status: 422 });
  if (ctx.caller.kind === "page" && ctx.caller.nonce === noInteraction) {
    const id = await openInteraction(ctx, { clientId: demoApp, event });
    for (const cookie of interactionCookies(id, demoApp)) answerHeaders.append("set-cookie", cookie);
    return ok(undefined);
  }
  await change(ctx, ({ clientId, uiLocales }) => ({ clientId, uiLocales, ...blank, event }));
  return ok(undefined);
}

export const eventRefusals = ["auth.forbidden", "session.not_supported_for_forgot_password"] as const;

/** Switches between sign-in and registration. Records are kept, staged changes discarded. */
export async function setEvent(
  ctx: Ctx,
  interaction: OpenInteraction,
  { interactionEvent: event }: z.output<typeof EventBody>,
): Promise<Result<undefined, LogtoError<(typeof eventRefusals)[number]>>> {
  if (!isAllowed(ctx, interaction, event)) return logtoError("auth.forbidden", { status: 403 });
  if ((interaction.event === "ForgotPassword") !== (event === "ForgotPassword"))
    return logtoError("session.not_supported_for_forgot_password");
  await change(ctx, (before) => (before.event === event ? before : { ...before, event, profile: {} }));
  return ok(undefined);
}

/** Whether the project allows this event. People invited with a one-time token can always register. */
export function isAllowed(
  { project }: Ctx,
  { records }: OpenInteraction,
  event: OpenInteraction["event"],
): boolean {
  const { signInMode } = project.settings.dialects.logto.signInExperience;
  if (event === "Register") return signInMode !== "SignIn" || records.OneTimeToken !== undefined;
  return event === "ForgotPassword" || signInMode !== "Register";
}

/** Whether a captcha is still required. */
export function lacksCaptcha({ project }: Ctx, { captcha }: OpenInteraction): boolean {
  const { enabled } = project.settings.dialects.logto.signInExperience.captchaPolicy;
  return enabled && !captcha.verified && !captcha.skipped;
}
