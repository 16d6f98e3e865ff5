import { never, type Result, refuse } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import type { CheckRefusal, RedeemRefusal, StartRefusal } from "@/lib/verification";
import {
  alreadyExists,
  doesNotExist,
  invalidEmail,
  invalidFormat,
  isDisabledMessage,
} from "../parsing/rules";
import { type TooMany, type ValueRefused, valueRefused } from "../refusals";

type Refused<R extends { code: string }> = Extract<Result<never, R>, { ok: false }>;

const tooMany = ({ retryAt, now }: { retryAt: Date; now: Date }): Refused<TooMany> =>
  refuse({ code: "too_many", retryAfterSeconds: Math.max(1, secondsUntil(retryAt, now)) });

export type StartError =
  | ValueRefused
  | TooMany
  | { code: "user_not_found" }
  | { code: "not_sendable"; reason: string };

/** The error for a message that was refused. `field`: the member that holds the recipient. */
export function toStartError(refusal: StartRefusal, field: string): Refused<StartError> {
  switch (refusal.code) {
    case "email_invalid":
      return valueRefused([{ field, message: invalidEmail }]);
    case "phone_invalid":
      return valueRefused([{ field, message: invalidFormat }]);
    case "country_not_allowed":
      return valueRefused([{ field, message: "is in a country that the project does not allow" }]);
    case "identifier_taken":
      return valueRefused([{ field, message: alreadyExists }], { status: 409 });
    case "send_limit_reached":
    case "guess_budget_exhausted":
      return tooMany(refusal);
    case "user_not_found":
      return refuse({ code: "user_not_found" });
    case "channel_not_configured":
    case "channel_not_supported":
      return refuse({
        code: "not_sendable",
        reason: `The project has no provider for ${refusal.channel}. Set one up, then try again.`,
      });
    case "recipient_suppressed":
      return refuse({
        code: "not_sendable",
        reason: `It is on the project's suppression list for ${refusal.channel}.`,
      });
    case "send_blocked":
      return refuse({ code: "not_sendable", reason: refusal.explanation });
    case "recipient_unreachable":
      return refuse({ code: "not_sendable", reason: `The provider refused it: ${refusal.explanation}` });
    case "purpose_unknown":
    case "lifetime_out_of_bounds":
    case "return_url_not_allowed":
    case "connector_not_found":
    case "connector_disabled":
      // This dialect never sends input that leads to these refusals.
      throw new Error(`Unexpected refusal of a start: ${refusal.code}.`);
    default:
      return never(refusal);
  }
}

/** The error for a user who proves nothing. `field`: the member that names the user. */
export const userDisabled = (field: string) => valueRefused([{ field, message: isDisabledMessage }]);

/** The error for an unknown id in the path. */
export const challengeNotFound = () => valueRefused([{ field: "challengeID", message: doesNotExist }]);

/** The vendor's names for the members of an answer. */
interface Fields {
  /** Of the id in the path. */
  id: string;
  /** Of the secret. */
  value: string;
  /** Of the address or number. */
  identifier: string;
}

/** The error for an answer that was refused. */
export function toAnswerError(
  refusal: CheckRefusal | RedeemRefusal,
  { id, value, identifier }: Fields,
): Refused<ValueRefused | TooMany> {
  switch (refusal.code) {
    case "verification_not_found":
    case "identifier_mismatch":
      return valueRefused([{ field: id, message: doesNotExist }]);
    case "already_verified":
      return valueRefused([{ field: id, message: "is already completed" }]);
    case "code_mismatch":
    case "link_invalid":
      return valueRefused([{ field: value, message: "is not valid" }]);
    case "verification_expired":
    case "verification_canceled":
    case "attempts_exhausted":
      return valueRefused([{ field: value, message: "is expired" }]);
    case "guess_budget_exhausted":
      return tooMany(refusal);
    case "identifier_taken":
      return valueRefused([{ field: identifier, message: alreadyExists }], { status: 409 });
    default:
      return never(refusal);
  }
}
