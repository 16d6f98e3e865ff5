"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { fromTypeId, toTypeId } from "@/lib/id";
import { locales, withResult } from "@/lib/projects";
import {
  checkCode,
  findForPortal,
  type GivenIdentifier,
  type Read,
  resend,
  setIdentifier,
} from "@/lib/verification";
import { askedFrom } from "../../_parts/asked-from";
import { portalContext } from "../../_parts/context";
import { wordsIn } from "../../_words";
import { sayRefusal } from "../../_words/say-refusal";

/** What a form shows after it was refused. `count` tells two equal refusals apart. */
export interface FormState {
  error: string | null;
  count: number;
}

const common = {
  id: z.string().transform((text, context) => {
    const uuid = fromTypeId("ver", text);
    if (uuid) return uuid;
    context.addIssue({ code: "custom", message: "no id" });
    return z.NEVER;
  }),
  locale: z.enum(locales),
  /** The nonce of the rendering that the form stood on. */
  page: z.string().regex(/^[\w-]{22}$/),
};
const text = z
  .string()
  .max(1000)
  .refine((value) => !value.includes("\0") && value.isWellFormed());
const CodeForm = z.object({ ...common, code: text.default("") });
const IdentifierForm = z.object({
  ...common,
  email: text.optional(),
  phone: text.optional(),
  country: text.optional(),
});
const ResendForm = z.object(common);

/** Answers with a code. */
export async function submitCode(before: FormState, form: FormData): Promise<FormState> {
  const parsed = CodeForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refused(before, form, "other");
  const { id, locale, page, code } = parsed.data;
  if (code.trim() === "") return refused(before, form, "code_missing");
  const verification = await found(id);
  const checked = await checkCode(await portalContext(verification.projectId, page), {
    verificationId: id,
    code,
  });
  if (checked.ok) return goOn(checked.value, locale);
  // The page has states of its own for what has ended; anything else is said beside the field.
  if (["attempts_exhausted", "verification_canceled", "already_verified"].includes(checked.refusal.code))
    redirect(pageUrl(id, locale));
  if (checked.refusal.code === "code_mismatch" && checked.refusal.attemptsLeft === 0)
    redirect(pageUrl(id, locale));
  return { error: sayRefusal(checked.refusal, wordsIn(locale)), count: before.count + 1 };
}

/** Says whom an open verification is about, or corrects it, and sends the code. */
export async function submitIdentifier(before: FormState, form: FormData): Promise<FormState> {
  const parsed = IdentifierForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refused(before, form, "other");
  const { id, locale, page } = parsed.data;
  const verification = await found(id);
  const given = givenIn(parsed.data);
  const set = await setIdentifier(await portalContext(verification.projectId, page), {
    verificationId: id,
    identifier: given,
    locale,
    askedFrom: askedFrom((await headers()).get("user-agent")),
  });
  if (set.ok || set.refusal.code === "verification_not_pending") redirect(pageUrl(id, locale));
  return { error: sayRefusal(set.refusal, wordsIn(locale)), count: before.count + 1 };
}

/** Sends the code again. */
export async function submitResend(before: FormState, form: FormData): Promise<FormState> {
  const parsed = ResendForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refused(before, form, "other");
  const { id, locale, page } = parsed.data;
  const verification = await found(id);
  const sent = await resend(await portalContext(verification.projectId, page), { verificationId: id });
  if (sent.ok) redirect(pageUrl(id, locale, { sent: String(sent.value.verification.sendCount) }));
  if (sent.refusal.code === "verification_not_pending") redirect(pageUrl(id, locale));
  return { error: sayRefusal(sent.refusal, wordsIn(locale)), count: before.count + 1 };
}

async function found(id: string): Promise<Read> {
  const result = await findForPortal(id);
  // The page of an unknown verification has no forms; it says that there is nothing to confirm.
  if (!result.ok) redirect(pageUrl(id, "en"));
  return result.value;
}

function goOn(v: Read, locale: string): never {
  redirect(
    v.returnUrl
      ? (withResult(v.returnUrl, toTypeId("ver", v.id), "verified") as never)
      : pageUrl(v.id, locale),
  );
}

function pageUrl(id: string, locale: string, query: Record<string, string> = {}) {
  return `/verify/${toTypeId("ver", id)}?${new URLSearchParams({ locale, ...query })}` as const;
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
}): GivenIdentifier {
  if (phone === undefined) return { email: email ?? "" };
  return { phone, country: phone.trim().startsWith("+") ? undefined : country };
}

function refused(before: FormState, form: FormData, reason: "other" | "code_missing"): FormState {
  const locale = locales.find((known) => known === form.get("locale")) ?? "en";
  return { error: wordsIn(locale).refusals[reason], count: before.count + 1 };
}
