import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/access";
import type { TwilioService, TwilioTemplate } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { parsePhone } from "@/lib/users";
import { type CallerLimit, type Start, startOrResend } from "@/lib/verification";
import { channelOf } from "../channels";
import { verificationPolicy } from "../policies";
import { type StartError, toStartError } from "../refusals";
import { fillTemplate } from "../templates";
import type { CreateVerification } from "./requests";
import { loadVerification, toVerification, type VerificationContext } from "./verification";

/** Starts a verification, or sends the recipient's pending one again. */
export async function startVerification(ctx: Ctx, service: TwilioService, body: CreateVerification) {
  if (service.psd2Enabled && !(body.Amount && body.Payee)) return refuse({ code: "payment_incomplete" });
  const message = messageFor(ctx, service, body);
  if (!message.ok) return message;
  const started = await startOrResend(ctx, {
    identifier: body.To,
    channel: channelOf[body.Channel],
    policy: verificationPolicy(service),
    client: service.sid,
    locale: body.Locale,
    message: message.value,
    metadata: body.Tags,
    wireContext: contextOf(body),
    // The vendor ignores it silently where the service does not allow it.
    code: service.customCodeEnabled ? body.CustomCode : undefined,
    limits: limitsOf(service, body.RateLimits),
  });
  if (!started.ok) {
    const to = "email" in body.To ? body.To.email : body.To.phone;
    return toStartError(started.refusal, { to, channel: body.Channel, nameOf: limitNameIn(service) });
  }
  const { verification: v, deliveryId } = started.value;
  if (v.sendCount > 1) return ok(await loadVerification(ctx, v));
  return ok(toVerification(ctx, v, [{ id: deliveryId!, channel: v.channel!, createdAt: v.createdAt }]));
}

function contextOf({ To, Amount, Payee }: CreateVerification): VerificationContext {
  const phone = "phone" in To ? parsePhone(To.phone) : null;
  const country = phone?.ok ? phone.value.country : null;
  return { amount: Amount ?? null, payee: Payee ?? null, country };
}

/** The project's own texts with the service's name, or the caller's template. */
function messageFor(
  ctx: Ctx,
  service: TwilioService,
  body: CreateVerification,
): Result<Start["message"], Extract<StartError, { code: "parameter_invalid" }>> {
  const brand = body.CustomFriendlyName ?? service.friendlyName;
  const { AppHash: appHash, Locale: locale, Amount, Payee } = body;
  const template = findTemplate(ctx, service, body);
  if (!template.ok) return template;
  if (template.value) {
    const substitutions = body.TemplateCustomSubstitutions;
    return ok({ brand, text: fillTemplate(template.value, { locale, friendlyName: brand, substitutions }) });
  }
  // The payer must see what the code is for (PSD2, delegated regulation 2018/389, article 5).
  if (Amount && Payee) return ok({ brand, ...paymentMessage(Amount, Payee) });
  return ok({ brand, appHash: body.Channel === "sms" ? appHash : undefined });
}

function paymentMessage(amount: string, payee: string) {
  const text = `Your authentication code for ${amount} to ${payee} is: {otp}`;
  return { text, email: { subject: `Your authentication code for ${amount} to ${payee}`, text } };
}

function findTemplate(
  ctx: Ctx,
  service: TwilioService,
  { TemplateSid, Channel }: CreateVerification,
): Result<TwilioTemplate | null, Extract<StartError, { code: "parameter_invalid" }>> {
  const sid = TemplateSid ?? service.defaultTemplateSid;
  const channel = Channel === "auto" ? "sms" : Channel;
  const found = ctx.project.settings.dialects.twilio.templates.find((template) => template.sid === sid);
  if (TemplateSid !== undefined && !found) return refuse({ code: "parameter_invalid", name: "TemplateSid" });
  return ok(found?.channels.some((name) => name === channel) ? found : null);
}

/** One limit for each bucket of each named limit. The vendor ignores names that the service does not define. */
function limitsOf({ rateLimits }: TwilioService, values: Readonly<Record<string, string>>): CallerLimit[] {
  return rateLimits.flatMap(({ uniqueName, buckets }) => {
    const value = Object.hasOwn(values, uniqueName) ? values[uniqueName] : undefined;
    if (value === undefined) return [];
    // A digest, because the value can be long, and can be a person's address.
    const digest = createHash("sha256").update(value).digest("base64url");
    return buckets.map(({ sid, max, interval }) => ({
      key: `${sid}/${digest}`,
      max,
      windowSeconds: interval,
    }));
  });
}

/** The unique name of the limit that a key of `limitsOf` belongs to. */
const limitNameIn =
  ({ rateLimits }: TwilioService) =>
  (key: string) =>
    rateLimits.find(({ buckets }) => buckets.some(({ sid }) => key.startsWith(`${sid}/`)))!.uniqueName;
