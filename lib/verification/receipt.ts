import { createHmac, randomBytes } from "node:crypto";
import { type Ctx, mintReceipt, signatures } from "@/lib/access";
import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { addSeconds, minute, secondsUntil } from "@/lib/time";
import { findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import { type LoadedVerification, type Status, statusOf } from "./verification";

const type = "verification-receipt+jwt";

/** How long the receipt of a return URL is valid after the proof. Enough for the redirect, too short for a browser's history. */
const returnSeconds = 5 * minute;

export type ReceiptRefusal =
  | NotFound
  | { code: "verification_not_verified"; status: Exclude<Status, "verified"> };

/** `plain`: the receipt contains the identifier. `hash`: only a salted hash of it, for holders who must not learn it. */
export const receiptIdentifiers = ["plain", "hash"] as const;
export type ReceiptIdentifier = (typeof receiptIdentifiers)[number];

export interface IssueReceipt {
  verificationId: string;
  identifier: ReceiptIdentifier;
  /** The caller's own value, returned in the receipt. */
  nonce?: string;
}

export interface Receipt {
  /** A JWS in compact serialization (docs/receipts.md). */
  receipt: string;
  expiresAt: Date;
}

/** A signed statement that the verification succeeded, valid for 400 days. Each call makes a new one. */
export async function issueReceipt(
  ctx: Ctx,
  { verificationId, identifier, nonce }: IssueReceipt,
): Promise<Result<Receipt, ReceiptRefusal>> {
  const v = await findById(ctx.project.id, verificationId);
  if (!v) return refuse({ code: "verification_not_found" });
  const status = statusOf(v, v.now);
  if (status !== "verified") return refuse({ code: "verification_not_verified", status });
  const lifetimeSeconds = signatures.receipt.longestSeconds;
  const receipt = await sign(v, { identifier, nonce, lifetimeSeconds });
  return ok({ receipt, expiresAt: addSeconds(v.now, lifetimeSeconds) });
}

/**
 * The receipt that the return URL carries. Null if none was requested, or if the proof is older than five minutes: whoever has
 * the page's address later gets no fresh one.
 */
export async function receiptForReturn(v: LoadedVerification): Promise<string | null> {
  if (v.returnNonce === null || !v.verifiedAt) return null;
  const lifetimeSeconds = secondsUntil(addSeconds(v.verifiedAt, returnSeconds), v.now);
  if (lifetimeSeconds === 0) return null;
  // URLs end up in histories and logs, where no address belongs.
  return sign(v, { identifier: "hash", nonce: v.returnNonce, lifetimeSeconds });
}

interface Signing {
  identifier: ReceiptIdentifier;
  nonce: string | undefined;
  lifetimeSeconds: number;
}

function sign(v: LoadedVerification, { identifier, nonce, lifetimeSeconds }: Signing): Promise<string> {
  return mintReceipt(type, {
    // Its discovery document names the key set.
    issuer: `${env.PUBLIC_URL}/oidc`,
    subject: toTypeId("ver", v.id),
    audience: toTypeId("prj", v.projectId),
    lifetimeSeconds,
    claims: {
      identifier: identifier === "hash" ? hashed(provenBy(v)) : provenBy(v),
      purpose: v.purpose,
      method: v.method,
      channel: v.channel,
      // Every verification proves one factor.
      level: "single-factor",
      verified_at: Math.floor(v.verifiedAt!.getTime() / 1000),
      ...(v.userId && { user_id: toTypeId("usr", v.userId) }),
      ...(nonce !== undefined && { nonce }),
    },
  });
}

interface Proven {
  type: "email" | "phone" | "social_account";
  value: string;
}

/** A social account's value is the issuer and the subject, as for users of a foreign issuer. */
function provenBy({ socialProof, identifierType, identifierValue }: LoadedVerification): Proven | null {
  if (socialProof) return { type: "social_account", value: `${socialProof.issuer}|${socialProof.subject}` };
  return identifierType && { type: identifierType, value: identifierValue! };
}

/** HMAC-SHA-256 under a salt of this receipt alone, so that two receipts cannot be matched without knowing the identifier. */
function hashed(proven: Proven | null) {
  if (!proven) return null;
  const salt = randomBytes(16).toString("base64url");
  const compared = proven.type === "email" ? proven.value.toLowerCase() : proven.value;
  const hash = createHmac("sha256", salt).update(compared).digest("base64url");
  return { type: proven.type, salt, hash };
}
