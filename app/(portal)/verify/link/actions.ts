"use server";

import { z } from "zod";
import { brandName, findProject, type Locale, locales } from "@/lib/projects";
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

/** What the link page shows. Addresses are masked, because the token could be in the wrong hands. */
export type LinkView =
  | {
      state: "confirm";
      nonce: string;
      recipient: string;
      brand: string;
      accent: string | null;
      requestedAt: string;
      requestedFrom: string | null;
      locale: Locale;
    }
  | {
      state: "done" | "already" | "denied" | "invalid" | "expired" | "canceled";
      /** Set only if the message offered nothing but its link. Otherwise another page is waiting for the outcome. */
      returnUrl: string | null;
    };

const Token = z.string().max(200);
const LinkForm = z.object({
  token: Token,
  nonce: z.string().max(100),
  page: z.string().regex(/^[\w-]{22}$/),
});

/** Reads a link without changing anything. */
export async function readLink(fragment: string): Promise<LinkView> {
  const token = Token.safeParse(fragment);
  const peeked = token.success ? await peekLink(token.data) : null;
  if (!peeked) return invalid;
  if (!peeked.ok) return refused(fragment, peeked.refusal);
  const v = peeked.value;
  const project = await findProject(v.projectId);
  if (!project) return invalid;
  return {
    state: "confirm",
    nonce: pageNonceOf(fragment),
    recipient: maskIdentifier(v.identifierValue!),
    brand: brandName(project),
    accent: project.settings.branding.accent,
    requestedAt: v.issuedAt!.toISOString(),
    requestedFrom: v.requestedFrom,
    locale: locales.find((locale) => locale === v.locale) ?? "en",
  };
}

/** "Yes, that was me." */
export async function confirmLink(input: { token: string; nonce: string; page: string }): Promise<LinkView> {
  const parsed = LinkForm.safeParse(input);
  if (!parsed.success || !isPageNonce(parsed.data.token, parsed.data.nonce)) return invalid;
  const { token, page } = parsed.data;
  const redeemed = await redeemLink((projectId) => portalContext(projectId, page), token);
  if (!redeemed.ok) return refused(token, redeemed.refusal);
  const outcome = redeemed.value.isUserGone ? "canceled" : "verified";
  return {
    state: "done",
    returnUrl: returnsFromLink(redeemed.value) ? returnTargetOf(redeemed.value, outcome) : null,
  };
}

/** "No, that was not me." Cancels the verification, so that its code stops working too. */
export async function denyLink(input: { token: string; nonce: string; page: string }): Promise<LinkView> {
  const parsed = LinkForm.safeParse(input);
  if (!parsed.success || !isPageNonce(parsed.data.token, parsed.data.nonce)) return invalid;
  const peeked = await peekLink(parsed.data.token);
  if (!peeked.ok) return refused(parsed.data.token, peeked.refusal);
  const ctx = await portalContext(peeked.value.projectId, parsed.data.page);
  const canceled = await cancel(ctx, { verificationId: peeked.value.id, reason: "denied" });
  return { state: canceled.ok ? "denied" : "already", returnUrl: null };
}

const invalid: LinkView = { state: "invalid", returnUrl: null };

/** Why the link can't be used. A genuine token also gets the return URL with the outcome. */
async function refused(token: string, refusal: RedeemRefusal): Promise<LinkView> {
  const v = await findByLink(token);
  const state = stateOf(refusal);
  if (!v || !returnsFromLink(v)) return { state, returnUrl: null };
  // A used link reports "verified" until it would have expired, and "expired" after that.
  const status = statusOf(v, v.now);
  const isOutdated = status === "verified" && isExpired(v, v.now);
  return { state, returnUrl: returnTargetOf(v, isOutdated ? "expired" : status) };
}

/** Whether this page has to return to the application, because no other page is waiting for the outcome. */
function returnsFromLink(v: Verification): boolean {
  return v.policy.offers === "link";
}

function stateOf(refusal: RedeemRefusal): "already" | "invalid" | "expired" | "canceled" {
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
