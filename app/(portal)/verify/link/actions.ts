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

/** What the link page shows. Never more than a masked address: the token may be in the wrong hands. */
export type LinkView =
  | {
      state: "ask";
      nonce: string;
      recipient: string;
      brand: string;
      accent: string | null;
      askedAt: string;
      requestedFrom: string | null;
      locale: Locale;
    }
  | {
      state: "done" | "already" | "denied" | "invalid" | "expired" | "canceled";
      /** Where to go on. Only of a message that offers nothing but its link: else another page waits for the outcome. */
      returnUrl: string | null;
    };

const Token = z.string().max(200);
const Answer = z.object({ token: Token, nonce: z.string().max(100), page: z.string().regex(/^[\w-]{22}$/) });

/** Reads a link without changing anything. */
export async function readLink(given: string): Promise<LinkView> {
  const token = Token.safeParse(given);
  const peeked = token.success ? await peekLink(token.data) : null;
  if (!peeked) return invalid;
  if (!peeked.ok) return refused(given, peeked.refusal);
  const v = peeked.value;
  const project = await findProject(v.projectId);
  if (!project) return invalid;
  return {
    state: "ask",
    nonce: pageNonceOf(given),
    recipient: maskIdentifier(v.identifierValue!),
    brand: brandName(project),
    accent: project.settings.branding.accent,
    askedAt: v.issuedAt!.toISOString(),
    requestedFrom: v.requestedFrom,
    locale: locales.find((locale) => locale === v.locale) ?? "en",
  };
}

/** "Yes, that was me." */
export async function confirmLink(given: { token: string; nonce: string; page: string }): Promise<LinkView> {
  const answer = Answer.safeParse(given);
  if (!answer.success || !isPageNonce(answer.data.token, answer.data.nonce)) return invalid;
  const { token, page } = answer.data;
  const proven = await redeemLink((projectId) => portalContext(projectId, page), token);
  if (!proven.ok) return refused(token, proven.refusal);
  const outcome = proven.value.isUserGone ? "canceled" : "verified";
  return { state: "done", returnUrl: goesOn(proven.value) ? returnTargetOf(proven.value, outcome) : null };
}

/** "No, that was not me": ends the verification, so that its code is void too. */
export async function denyLink(given: { token: string; nonce: string; page: string }): Promise<LinkView> {
  const answer = Answer.safeParse(given);
  if (!answer.success || !isPageNonce(answer.data.token, answer.data.nonce)) return invalid;
  const peeked = await peekLink(answer.data.token);
  if (!peeked.ok) return refused(answer.data.token, peeked.refusal);
  const ctx = await portalContext(peeked.value.projectId, answer.data.page);
  const canceled = await cancel(ctx, { verificationId: peeked.value.id, reason: "denied" });
  return { state: canceled.ok ? "denied" : "already", returnUrl: null };
}

const invalid: LinkView = { state: "invalid", returnUrl: null };

/** Why not; and, where the token is a true one, the way back with the outcome. */
async function refused(token: string, refusal: RedeemRefusal): Promise<LinkView> {
  const v = await findByLink(token);
  const state = stateOf(refusal);
  if (!v || !goesOn(v)) return { state, returnUrl: null };
  // A used link says so again as long as it would have lived, and then is as good as any old one.
  const status = statusOf(v, v.now);
  const isOver = status === "verified" && isExpired(v, v.now);
  return { state, returnUrl: returnTargetOf(v, isOver ? "expired" : status) };
}

/** Whether this page is where the journey ends: no other one waits for what becomes of the link. */
function goesOn(v: Verification): boolean {
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
