import type { SendBlocked, SendRefusalCode } from "@/lib/delivery";
import type { IdentifierRefusal } from "@/lib/users";
import type { CheckVerdict, LinkVerdict } from "./judge";
import type { LoadedVerification, Status } from "./verification";

export type NotFound = { code: "verification_not_found" };

/**
 * No provider could send the message, and retrying will not help. Only with `answerAfter: "provider"`. The
 * verification is pending nevertheless: its identifier can be changed, or its message sent on another channel.
 */
export interface RecipientUnreachable {
  code: "recipient_unreachable";
  reason: SendRefusalCode;
  /** The provider's own words, without secrets. */
  explanation: string;
  providerCode: string | null;
  /** The provider's kind. */
  provider: string;
  verification: LoadedVerification;
}

/** Refusals of any send. Instants come with the database's `now`. */
export type SendRefusal =
  | { code: "channel_not_supported"; channel: string }
  | { code: "channel_not_configured"; channel: string }
  | { code: "country_not_allowed"; country: string | null }
  /** The recipient is on the project's suppression list. Not told to public pages. */
  | { code: "recipient_suppressed"; channel: string }
  /** Not told to public pages: they get a decoy. */
  | SendBlocked
  | RecipientUnreachable
  | {
      code: "send_limit_reached";
      by: "recipient" | "userRecipient" | "family" | "address" | "network" | "device" | "project" | "caller";
      /** Of a `caller`'s limit. */
      key?: string;
      max: number;
      windowSeconds: number;
      retryAt: Date;
      now: Date;
    };

/** Too many wrong codes. While a budget is locked, sends are refused, too. */
export type GuessBudgetExhausted = { code: "guess_budget_exhausted"; retryAt: Date; now: Date };

export type StartRefusal =
  | IdentifierRefusal
  | GuessBudgetExhausted
  | SendRefusal
  | { code: "purpose_unknown"; purpose: string }
  | { code: "lifetime_out_of_bounds"; least: number; most: number }
  | { code: "return_url_not_allowed" }
  | { code: "user_not_found" }
  | { code: "identifier_taken" }
  | { code: "connector_not_found" }
  | { code: "connector_disabled" };

/** A verification with the same key is pending. Null: a parallel call is just starting it. */
export type AlreadyPending = { code: "already_pending"; verificationId: string | null };

/** The verification is verified, locked, expired or canceled. */
export type NotPending = { code: "verification_not_pending"; status: Exclude<Status, "pending"> };

export type ResendRefusal =
  | NotFound
  | NotPending
  | SendRefusal
  | { code: "nothing_to_resend" }
  | { code: "resend_too_soon"; retryAt: Date; now: Date }
  | { code: "sends_exhausted"; max: number };

export type SetIdentifierRefusal =
  | ResendRefusal
  | IdentifierRefusal
  | GuessBudgetExhausted
  | { code: "identifier_fixed" }
  | { code: "identifier_taken" };

export type CheckRefusal =
  | NotFound
  | CheckVerdict
  | { code: "identifier_mismatch" }
  | { code: "identifier_taken" };

export type RedeemRefusal = LinkVerdict | { code: "identifier_taken" };

export type CancelRefusal = NotFound | { code: "already_verified"; raced: boolean };
