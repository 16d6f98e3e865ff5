"use server";

import { randomBytes } from "node:crypto";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action, secret } from "@/app/_forms/action";
import { browserNameOf } from "@/app/_ui/browser-name";
import { type Locale, locales, type Translator, translator } from "@/lib/i18n";
import { fromTypeId, toTypeId } from "@/lib/id";
import { opensApp, phoneChannels } from "@/lib/projects";
import {
  type ChallengeRefusal,
  countPageSend,
  countPageWrongCode,
  passChallenge,
  showChallenge,
} from "@/lib/protection";
import { type Result, refuse } from "@/lib/result";
import { suggestEmail } from "@/lib/users";
import {
  type CheckRefusal,
  checkCode,
  findForPortal,
  type IdentifierInput,
  type LoadedVerification,
  resend,
  setIdentifier,
} from "@/lib/verification";
import { type ChallengeView, viewChallenge } from "../../_parts/challenge-view";
import { portalContext } from "../../_parts/context";
import { returnTargetOf } from "../../_parts/return-target";
import { challengeText } from "../../_text/challenge-text";
import { refusalText } from "../../_text/refusal-text";

/** A refusal with its text in the page's language, so that the browser needs no other texts. */
export interface RefusalWithText {
  code: string;
  sentence: string;
  /** The check for bots to show next, if there is one. */
  challenge: ChallengeView | null;
  /** Different each time, because the same refusal can follow itself. */
  attempt: string;
  /** Nothing was sent yet, because the address seems to have a typo. */
  suggestion?: {
    email: string;
    /** The label of the button that sends to the address as entered. */
    sendAnyway: string;
  };
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
/** The answer to a check for bots. A form without one has neither member. */
const challenged = {
  challenge: secret(z.string().max(2000).catch("")),
  answer: secret(z.string().max(5000).catch("")),
};
const CodeForm = z.object({ ...common, ...challenged, code: secret(text.catch("")) });
const IdentifierForm = z.object({
  ...common,
  ...challenged,
  email: text.optional(),
  phone: text.optional(),
  country: text.optional(),
  /** The suggested address, if the person chose it. */
  suggestion: text.optional(),
  /** The address for which the page showed a suggestion. */
  suggestedFor: text.optional(),
});
const ResendForm = z.object({
  ...common,
  /** The button that was pressed, if it names another channel. */
  channel: z.enum(phoneChannels).optional().catch(undefined),
});

/** Checks a code. If it matches, redirects to the application at once. */
export const submitCode = action(CodeForm, async ({ id, locale, page, code, challenge, answer }) => {
  const t = translator(locale, "portal");
  const { projectId } = await load(id);
  const ctx = await portalContext(projectId, page);
  const refused = async (code: string, sentence: string) =>
    withText(code, sentence, viewChallenge(await showChallenge(ctx, "check", id), t));
  if (code.trim() === "") return refused("code_missing", t("refusals.code_missing"));
  const passed = await passChallenge(ctx, "check", id, { token: challenge, answer });
  if (!passed.ok) return unpassed(passed.refusal, t);
  const checked = await checkCode(ctx, { verificationId: id, code });
  if (!checked.ok) {
    if (checked.refusal.code === "code_mismatch") countPageWrongCode(ctx);
    if (isShownByPage(checked.refusal)) return show(id, locale);
    return refused(checked.refusal.code, refusalText(checked.refusal, t));
  }
  const returnUrl = await returnTargetOf(checked.value, "verified");
  // Apps open from a link that the person follows. The policy for forms of other schemes, and most systems, refuse a redirect.
  if (!returnUrl || opensApp(returnUrl)) return show(id, locale);
  // Typed routes cover our own paths only. The URL was checked against the project's list when the verification started.
  return redirect(returnUrl as never);
});

/** Sets or changes the recipient of an open verification, and sends the code. */
export const submitIdentifier = action(
  IdentifierForm,
  async ({ id, locale, page, challenge, answer, ...given }) => {
    const t = translator(locale, "portal");
    const { projectId } = await load(id);
    const fields = withSuggestion(given);
    const ctx = await portalContext(projectId, page);
    const suggestion = suggestionFor(fields, t);
    const shown = async () => viewChallenge(await showChallenge(ctx, "send", id), t);
    if (suggestion) return withText("suggestion", suggestion.sentence, await shown(), suggestion);
    const passed = await passChallenge(ctx, "send", id, { token: challenge, answer });
    if (!passed.ok) return unpassed(passed.refusal, t);
    countPageSend(ctx);
    const set = await setIdentifier(ctx, {
      verificationId: id,
      identifier: identifierFrom(fields),
      locale,
      requestedFrom: browserNameOf((await headers()).get("user-agent")),
    });
    if (set.ok || set.refusal.code === "verification_not_pending") return show(id, locale);
    return withText(set.refusal.code, refusalText(set.refusal, t), await shown());
  },
);

/**
 * Sends the code again in the page's language, on another channel if one was chosen. Without a check for bots: the recipient is
 * fixed, and the policy limits the messages.
 */
export const submitResend = action(ResendForm, async ({ id, locale, page, channel }) => {
  const { projectId } = await load(id);
  const sent = await resend(await portalContext(projectId, page), { verificationId: id, channel, locale });
  if (sent.ok) return show(id, locale, { sent: String(sent.value.verification.sendCount) });
  if (sent.refusal.code === "verification_not_pending") return show(id, locale);
  return withText(sent.refusal.code, refusalText(sent.refusal, translator(locale, "portal")), null);
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

/** Nothing was sent or checked: the page shows the check for bots, with a sentence. */
function unpassed(refusal: ChallengeRefusal, t: Translator<"portal">): Result<never, RefusalWithText> {
  return withText(refusal.code, challengeText(refusal, t), viewChallenge(refusal.challenge, t));
}

function withText(
  code: string,
  sentence: string,
  challenge: ChallengeView | null,
  suggestion?: RefusalWithText["suggestion"],
): Result<never, RefusalWithText> {
  return refuse({ code, sentence, challenge, suggestion, attempt: randomBytes(6).toString("base64url") });
}

/** Redirects to the page, so that a reload submits nothing again, with or without JavaScript. */
function show(id: string, locale: Locale, query: Record<string, string> = {}): never {
  redirect(`/verify/${toTypeId("ver", id)}?${new URLSearchParams({ locale, ...query })}`);
}

interface IdentifierFields {
  email?: string;
  phone?: string;
  country?: string;
  suggestion?: string;
  suggestedFor?: string;
}

/** With the suggested address, if the person chose it and has not changed the field since. */
function withSuggestion(fields: IdentifierFields): IdentifierFields {
  const { email, suggestion, suggestedFor } = fields;
  return suggestion !== undefined && email === suggestedFor
    ? { email: suggestion, suggestedFor: suggestion }
    : fields;
}

/** Asks once about an address that seems to have a typo. */
function suggestionFor({ email, suggestedFor }: IdentifierFields, t: Translator<"portal">) {
  const suggested = email === undefined || email === suggestedFor ? null : suggestEmail(email.trim());
  if (!suggested) return null;
  return {
    sentence: t("choose.didYouMean", { suggestion: suggested }),
    email: suggested,
    sendAnyway: t("choose.sendAnyway", { domain: email!.trim().split("@").at(-1)! }),
  };
}

/** A number without + needs the selected country. */
function identifierFrom({ email, phone, country }: IdentifierFields): IdentifierInput {
  if (phone === undefined) return { email: email ?? "" };
  return { phone, country: phone.trim().startsWith("+") ? undefined : country };
}
