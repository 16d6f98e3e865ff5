"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action, secret } from "@/app/_forms/action";
import { browserNameOf } from "@/app/_ui/browser-name";
import { type Locale, locales, translator } from "@/lib/i18n";
import { fromTypeId, toTypeId } from "@/lib/id";
import { phoneChannels } from "@/lib/projects";
import { type Result, refuse } from "@/lib/result";
import {
  type CheckRefusal,
  checkCode,
  findForPortal,
  type IdentifierInput,
  type LoadedVerification,
  resend,
  type SetIdentifierRefusal,
  setIdentifier,
} from "@/lib/verification";
import { portalContext } from "../../_parts/context";
import { returnTargetOf } from "../../_parts/return-target";
import { refusalText } from "../../_text/refusal-text";

/** A refusal with its text in the page's language, so that the browser needs no other texts. */
interface RefusalWithText {
  code: string;
  sentence: string;
}

const text = z
  .string()
  .max(1000)
  .refine((value) => !value.includes("\0") && value.isWellFormed());

const common = {
  id: z.string().transform((typeId) => fromTypeId("ver", typeId) ?? ""),
  locale: z.enum(locales).catch("en"),
  /** The nonce of the rendering that contained the form. */
  page: z
    .string()
    .regex(/^[\w-]{22}$/)
    .catch(""),
};
const CodeForm = z.object({ ...common, code: secret(text.catch("")) });
const IdentifierForm = z.object({
  ...common,
  email: text.optional(),
  phone: text.optional(),
  country: text.optional(),
});
const ResendForm = z.object({
  ...common,
  /** The button that was pressed, if it names another channel. */
  channel: z.enum(phoneChannels).optional().catch(undefined),
});

/** Checks a code. If it matches, redirects to the application at once. */
export const submitCode = action(CodeForm, async ({ id, locale, page, code }) => {
  if (code.trim() === "")
    return withText("code_missing", translator(locale, "portal")("refusals.code_missing"));
  const { projectId } = await load(id);
  const checked = await checkCode(await portalContext(projectId, page), { verificationId: id, code });
  if (!checked.ok)
    return isShownByPage(checked.refusal) ? show(id, locale) : translated(checked.refusal, locale);
  const returnUrl = await returnTargetOf(checked.value, "verified");
  // Typed routes cover our own paths only. The URL was checked against the project's list when the verification started.
  return returnUrl ? redirect(returnUrl as never) : show(id, locale);
});

/** Sets or changes the recipient of an open verification, and sends the code. */
export const submitIdentifier = action(IdentifierForm, async ({ id, locale, page, ...fields }) => {
  const { projectId } = await load(id);
  const set = await setIdentifier(await portalContext(projectId, page), {
    verificationId: id,
    identifier: identifierFrom(fields),
    locale,
    requestedFrom: browserNameOf((await headers()).get("user-agent")),
  });
  return set.ok || set.refusal.code === "verification_not_pending"
    ? show(id, locale)
    : translated(set.refusal, locale);
});

/** Sends the code again in the page's language, on another channel if one was chosen. */
export const submitResend = action(ResendForm, async ({ id, locale, page, channel }) => {
  const { projectId } = await load(id);
  const sent = await resend(await portalContext(projectId, page), { verificationId: id, channel, locale });
  if (sent.ok) return show(id, locale, { sent: String(sent.value.verification.sendCount) });
  return sent.refusal.code === "verification_not_pending"
    ? show(id, locale)
    : translated(sent.refusal, locale);
});

/** An unknown verification has no page with forms, so the person goes to `/verify`, which explains that. */
async function load(id: string): Promise<LoadedVerification> {
  const result = id === "" ? null : await findForPortal(id);
  return result?.ok ? result.value : redirect("/verify");
}

/** Whether the page shows this as its state; any other refusal is shown beside the field. */
function isShownByPage(refusal: CheckRefusal): boolean {
  if (refusal.code === "code_mismatch") return refusal.attemptsLeft === 0;
  return ["attempts_exhausted", "verification_canceled", "already_verified"].includes(refusal.code);
}

function translated(
  refusal: CheckRefusal | SetIdentifierRefusal,
  locale: Locale,
): Result<never, RefusalWithText> {
  return withText(refusal.code, refusalText(refusal, translator(locale, "portal")));
}

function withText(code: string, sentence: string): Result<never, RefusalWithText> {
  return refuse({ code, sentence });
}

/** Redirects to the page, so that a reload submits nothing again, with or without JavaScript. */
function show(id: string, locale: Locale, query: Record<string, string> = {}): never {
  redirect(`/verify/${toTypeId("ver", id)}?${new URLSearchParams({ locale, ...query })}`);
}

/** A number without + needs the selected country. */
function identifierFrom({
  email,
  phone,
  country,
}: {
  email?: string;
  phone?: string;
  country?: string;
}): IdentifierInput {
  if (phone === undefined) return { email: email ?? "" };
  return { phone, country: phone.trim().startsWith("+") ? undefined : country };
}
