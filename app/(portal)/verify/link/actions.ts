"use server";

import { z } from "zod";
import { directionOf, isolated, knownLocale, type Locale, locales, translator } from "@/lib/i18n";
import { brandName, findProject, type Project } from "@/lib/projects";
import { maskIdentifier } from "@/lib/users";
import {
  cancel,
  findByLink,
  isExpired,
  isPageNonce,
  pageNonceOf,
  peekLink,
  type RedeemRefusal,
  redeemLink,
  statusOf,
  type Verification,
} from "@/lib/verification";
import { portalContext } from "../../_parts/context";
import { returnTargetOf } from "../../_parts/return-target";
import { type EndState, endView, type LinkView } from "./_parts/link-view";

const Token = z.string().max(200);
/** The page's language, for links that are unknown. */
const PageLocale = z.enum(locales).catch("en");
const LinkForm = z.object({
  token: Token,
  nonce: z.string().max(100),
  page: z.string().regex(/^[\w-]{22}$/),
  locale: PageLocale,
});
type LinkForm = z.input<typeof LinkForm>;

/** Reads a link without changing anything. */
export async function readLink(fragment: string, pageLocale: string): Promise<LinkView> {
  const locale = PageLocale.parse(pageLocale);
  const token = Token.safeParse(fragment);
  const peeked = token.success ? await peekLink(token.data) : null;
  if (!peeked) return endView("invalid", locale);
  if (!peeked.ok) return refused(fragment, locale, peeked.refusal);
  const project = await findProject(peeked.value.projectId);
  return project && !project.archivedAt
    ? confirmView(fragment, peeked.value, project)
    : endView("invalid", locale);
}

/** The question. The address is masked, because the token could be in the wrong hands. */
function confirmView(token: string, v: Verification, project: Project): LinkView {
  const locale = knownLocale(v.locale);
  const t = translator(locale, "portal");
  const terms = translator(locale, "terms");
  const facts = { brand: brandName(project), time: timeSlot, place: v.requestedFrom ?? "" };
  const [before = "", after = ""] = t(
    v.requestedFrom ? "link.requestedFrom" : "link.requestedBy",
    facts,
  ).split(timeSlot);
  return {
    state: "confirm",
    locale,
    dir: directionOf(locale),
    title: t("link.title"),
    lead: t("link.lead", { to: isolated(maskIdentifier(v.identifierValue!), locale) }),
    nonce: pageNonceOf(token),
    accent: project.settings.branding.accent,
    darkAccent: project.settings.branding.darkAccent,
    requestedAt: v.issuedAt!.toISOString(),
    request: [before, after],
    yes: terms("wasMe"),
    no: terms("notMe"),
  };
}

/** Marks where the browser inserts the time. In no name, because it is not a character. */
const timeSlot = "\uffff";

/** "Yes, that was me." */
export async function confirmLink(input: LinkForm): Promise<LinkView> {
  const parsed = LinkForm.safeParse(input);
  if (!parsed.success || !isPageNonce(parsed.data.token, parsed.data.nonce))
    return endView("invalid", PageLocale.parse(parsed.data?.locale));
  const { token, page, locale } = parsed.data;
  const redeemed = await redeemLink((projectId) => portalContext(projectId, page), token);
  if (!redeemed.ok) return refused(token, locale, redeemed.refusal);
  const outcome = redeemed.value.isUserGone ? "canceled" : "verified";
  const returnUrl = returnsFromLink(redeemed.value) ? await returnTargetOf(redeemed.value, outcome) : null;
  return endView("done", knownLocale(redeemed.value.locale), returnUrl);
}

/** "No, that was not me." Cancels the verification, so that its code stops working too. */
export async function denyLink(input: LinkForm): Promise<LinkView> {
  const parsed = LinkForm.safeParse(input);
  if (!parsed.success || !isPageNonce(parsed.data.token, parsed.data.nonce))
    return endView("invalid", PageLocale.parse(parsed.data?.locale));
  const peeked = await peekLink(parsed.data.token);
  if (!peeked.ok) return refused(parsed.data.token, parsed.data.locale, peeked.refusal);
  const ctx = await portalContext(peeked.value.projectId, parsed.data.page);
  const canceled = await cancel(ctx, { verificationId: peeked.value.id, reason: "denied" });
  return endView(canceled.ok ? "denied" : "already", knownLocale(peeked.value.locale));
}

/** Why the link can't be used. A genuine token also gets the return URL with the outcome. */
async function refused(token: string, pageLocale: Locale, refusal: RedeemRefusal): Promise<LinkView> {
  const v = await findByLink(token);
  const state = stateOf(refusal);
  if (!v) return endView(state, pageLocale);
  const locale = knownLocale(v.locale);
  if (!returnsFromLink(v)) return endView(state, locale);
  // A used link reports "verified" until it would have expired, and "expired" after that.
  const status = statusOf(v, v.now);
  const isOutdated = status === "verified" && isExpired(v, v.now);
  return endView(state, locale, await returnTargetOf(v, isOutdated ? "expired" : status));
}

/** Whether this page has to return to the application, because no other page is waiting for the outcome. */
function returnsFromLink(v: Verification): boolean {
  return v.policy.offers === "link";
}

function stateOf(refusal: RedeemRefusal): EndState {
  switch (refusal.code) {
    case "already_verified":
      return "already";
    case "verification_canceled":
      return "canceled";
    case "verification_expired":
      return "expired";
    case "identifier_taken":
    case "link_invalid":
      return "invalid";
  }
}
