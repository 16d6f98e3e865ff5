"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action, secret } from "@/app/_forms/action";
import { fromTypeId, toTypeId } from "@/lib/id";
import { type Locale, locales } from "@/lib/projects";
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
import { browserNameOf } from "../../_parts/browser-name";
import { portalContext } from "../../_parts/context";
import { returnTargetOf } from "../../_parts/return-target";
import { portalTextIn } from "../../_text";
import { refusalText } from "../../_text/refusal-text";

/** A refusal as the person reads it: the browser gets a sentence, not the catalogue. */
interface Said {
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
  /** The nonce of the rendering that the form stood on. */
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
const ResendForm = z.object(common);

/** Answers with a code. A proof goes on to the application at once. */
export const submitCode = action(CodeForm, async ({ id, locale, page, code }) => {
  if (code.trim() === "") return say("code_missing", portalTextIn(locale).refusals.code_missing);
  const { projectId } = await found(id);
  const checked = await checkCode(await portalContext(projectId, page), { verificationId: id, code });
  if (!checked.ok) return hasPageOfItsOwn(checked.refusal) ? show(id, locale) : said(checked.refusal, locale);
  const returnUrl = returnTargetOf(checked.value, "verified");
  // A foreign address: typed routes know only ours. It was checked against the project's list when it was given.
  return returnUrl ? redirect(returnUrl as never) : show(id, locale);
});

/** Says whom an open verification is about, or corrects it, and sends the code. */
export const submitIdentifier = action(IdentifierForm, async ({ id, locale, page, ...given }) => {
  const { projectId } = await found(id);
  const set = await setIdentifier(await portalContext(projectId, page), {
    verificationId: id,
    identifier: givenIn(given),
    locale,
    requestedFrom: browserNameOf((await headers()).get("user-agent")),
  });
  return set.ok || set.refusal.code === "verification_not_pending"
    ? show(id, locale)
    : said(set.refusal, locale);
});

/** Sends the code again. */
export const submitResend = action(ResendForm, async ({ id, locale, page }) => {
  const { projectId } = await found(id);
  const sent = await resend(await portalContext(projectId, page), { verificationId: id });
  if (sent.ok) return show(id, locale, { sent: String(sent.value.verification.sendCount) });
  return sent.refusal.code === "verification_not_pending" ? show(id, locale) : said(sent.refusal, locale);
});

/** The page of an unknown verification has no forms; it says that there is nothing to confirm. */
async function found(id: string): Promise<LoadedVerification> {
  const result = id === "" ? null : await findForPortal(id);
  return result?.ok ? result.value : redirect("/verify");
}

/** What has ended is told by the page; anything else is said beside the field. */
function hasPageOfItsOwn(refusal: CheckRefusal): boolean {
  if (refusal.code === "code_mismatch") return refusal.attemptsLeft === 0;
  return ["attempts_exhausted", "verification_canceled", "already_verified"].includes(refusal.code);
}

function said(refusal: CheckRefusal | SetIdentifierRefusal, locale: Locale): Result<never, Said> {
  return say(refusal.code, refusalText(refusal, portalTextIn(locale)));
}

function say(code: string, sentence: string): Result<never, Said> {
  return refuse({ code, sentence });
}

/** Always by a redirect: a reload repeats nothing, with or without JavaScript. */
function show(id: string, locale: Locale, query: Record<string, string> = {}): never {
  redirect(`/verify/${toTypeId("ver", id)}?${new URLSearchParams({ locale, ...query })}`);
}

/** The national form needs its country; with + the number says it itself. */
function givenIn({
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
