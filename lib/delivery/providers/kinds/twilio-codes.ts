import type { SendRefusalCode } from "../provider";
import type { FindCodeText } from "./kind";

/** What an error means for a message. `unavailable`: the same request can succeed later. */
export type TwilioOutcome = Exclude<SendRefusalCode, "connection_not_secure"> | "unavailable";

/**
 * Twilio's error codes, of requests and of status callbacks (https://www.twilio.com/docs/api/errors), by what they mean
 * for the message. `texts/twilio.en.json` has one sentence for each, for a support agent: what happened, and what to do. Codes
 * that begin with `call.` are ours, for the statuses of calls. Codes of other products (60xxx are of Verify and Lookup) do not
 * occur.
 */
const codesByOutcome: Record<TwilioOutcome, readonly string[]> = {
  // The account does not accept the request, whatever it contains.
  credentials_rejected: ["20003", "20006", "70051", "63001"],
  // About the number or the person: the delivery ends, because other providers would fail as well.
  recipient_rejected: [
    "21211",
    "21214",
    "21217",
    "21265",
    "21268",
    "21610",
    "21614",
    "21635",
    "30003",
    "30004",
    "30005",
    "30006",
    "13223",
    "13226",
    "call.busy",
    "call.no-answer",
    "call.failed",
    "63003",
    "63014",
    "63024",
  ],
  // About our account, sender or text: the next provider is tried.
  message_rejected: [
    // Account and request
    "20005",
    "20008",
    "20010",
    "20404",
    "10001",
    "10002",
    "10005",
    // Numbers
    "21201",
    "21205",
    "21210",
    "21212",
    "21213",
    "21215",
    "21216",
    "21219",
    "21264",
    "21266",
    "21267",
    "21407",
    "21408",
    "21601",
    "21602",
    "21603",
    "21604",
    "21606",
    "21608",
    "21609",
    "21612",
    "21617",
    "21619",
    "21655",
    "21656",
    "21659",
    "21660",
    "21703",
    "21704",
    "21705",
    // Reported after the message was accepted
    "30002",
    "30007",
    "30008",
    "30010",
    "30023",
    "30024",
    "30032",
    "30034",
    "30036",
    "30037",
    "30040",
    "30450",
    "30454",
    "30485",
    // Voice
    "13224",
    "13225",
    "13227",
    "13247",
    "32205",
    "call.canceled",
    // WhatsApp
    "63005",
    "63007",
    "63013",
    "63015",
    "63016",
    "63027",
    "63028",
    "63032",
    "63038",
    "63049",
    "63051",
  ],
  // The same request can succeed later.
  unavailable: ["20429", "20500", "20503", "10004", "21611", "30001", "30022", "30410", "30500", "63018"],
};

const outcomes = new Map(
  (Object.keys(codesByOutcome) as TwilioOutcome[]).flatMap((outcome) =>
    codesByOutcome[outcome].map((code) => [code, outcome] as const),
  ),
);

export const explainedCodes: readonly string[] = [...outcomes.keys()];

/** Undefined for codes that are not in the table. */
export function explainCode(code: string, text: FindCodeText): string | undefined {
  // An HTTP status: the response was not Twilio's own format.
  if (code === "429") return text("20429");
  return text(/^5\d\d$/.test(code) ? "20503" : code);
}

/**
 * What a refused request means. An unknown code is about the request: other providers may take the message. 401 and 403 are
 * about the credentials, and 5xx and 429 about the moment.
 */
export function outcomeOf(code: string, httpStatus: number): TwilioOutcome {
  const outcome = outcomes.get(code);
  if (outcome) return outcome;
  if (httpStatus === 429 || httpStatus >= 500) return "unavailable";
  return httpStatus === 401 || httpStatus === 403 ? "credentials_rejected" : "message_rejected";
}

/**
 * What stops the project from sending to a number on this channel: a number that does not exist or cannot receive SMS,
 * and an opt-out. None of these changes without a new number or the person's own action. Not on the list:
 *
 * - 30003: the phone is off or has no signal.
 * - 30004 and 30007: about this sender or text, so another one may get through.
 * - 21217 and 13224: Twilio's own guess about the format, or a carrier's outage.
 * - 63003 and 63024: the person can install WhatsApp tomorrow.
 */
const suppressions: Record<string, "bounce" | "opt_out"> = {
  "21610": "opt_out",
  "21211": "bounce",
  "21614": "bounce",
  "21635": "bounce",
  "30005": "bounce",
  "30006": "bounce",
};

/** Why no more messages are sent to the number after this code. Null: they are. */
export function suppressionFor(code: string | null, from: string): "bounce" | "opt_out" | null {
  if (code === null) return null;
  // For a short code, 30006 can also mean that the carrier does not take short codes.
  if (code === "30006" && /^\d{3,8}$/.test(from)) return null;
  return suppressions[code] ?? null;
}
