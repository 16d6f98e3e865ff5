import type { SendRefusalCode } from "../provider";

/** What an error means for a message. `unavailable`: the same request can succeed later. */
export type TwilioOutcome = Exclude<SendRefusalCode, "connection_not_secure"> | "unavailable";

/**
 * Twilio's error codes, of requests and of status callbacks (https://www.twilio.com/docs/api/errors), by what they mean
 * for the message. Each has one sentence for a support agent: what happened, and what to do. Codes that begin with
 * `call.` are ours, for the statuses of calls. Codes of other products (60xxx are of Verify and Lookup) do not occur.
 */
const explanations: Record<TwilioOutcome, Record<string, string>> = {
  // The account does not accept the request, whatever it contains.
  credentials_rejected: {
    20003: "Twilio rejected the account SID or the token: enter valid ones in the provider's settings.",
    20006:
      "The credentials have no access to this account or feature: check them, and their permissions in Twilio.",
    70051:
      "The API key does not exist, belongs to another account, or lacks a permission: give it the permission to create messages and calls.",
    63001: "WhatsApp rejected the sender's credentials: reconnect the WhatsApp sender in Twilio.",
  },
  // About the number or the person: the delivery ends, because other providers would fail as well.
  recipient_rejected: {
    21211: "The number does not exist: check it with the person. Ask for a different number if it is right.",
    21214:
      "Twilio cannot reach this number: check it with the person. Ask for a different number if it is right.",
    21217: "The number does not look like a phone number: check it with the person.",
    21265: "A short code cannot receive messages. Ask for a different number.",
    21268: "The number is a premium or information service: ask for a different number.",
    21610: "The person replied STOP to this sender: they receive messages again after they reply START.",
    21614:
      "The number is not a mobile number, so it cannot receive SMS. Offer a call, or ask for a different number.",
    21635: "The number is a landline, so it cannot receive SMS. Offer a call, or ask for a different number.",
    30003:
      "The phone could not be reached: it may be off or have no signal. Ask the person to check, then send it again.",
    30004:
      "The person or their carrier blocks messages from this sender: ask them to unblock it, or offer another channel.",
    30005:
      "The carrier does not know this number: check it with the person. Ask for a different number if it is right.",
    30006:
      "The number is a landline, or its carrier does not take SMS: offer a call, or ask for a different number.",
    13223: "The number has an invalid format: check it with the person.",
    13226: "The number's country code is not valid: check it with the person.",
    "call.busy": "The line was busy: call again in a moment, or offer a text message.",
    "call.no-answer": "Nobody answered the call: ask the person to have the phone at hand, then call again.",
    "call.failed":
      "The call could not be connected: check the number with the person, or offer a text message.",
    63003: "The number does not use WhatsApp: offer a text message or a call.",
    63014:
      "The person blocks messages from this WhatsApp sender: ask them to unblock it, or offer another channel.",
    63024: "The number cannot receive WhatsApp messages: offer a text message or a call.",
  },
  // About our account, sender or text: the next provider is tried.
  message_rejected: {
    // Account and request
    20005: "The Twilio account is not active: sign in to Twilio and resolve what it shows there.",
    20008: "The credentials are Twilio's test credentials, which send nothing: enter the live ones.",
    20010: "Twilio has disabled this action for the account: contact Twilio's support.",
    20404:
      "Twilio does not know the account or the resource: compare the SIDs in the provider's settings with the Twilio console.",
    10001: "The Twilio account is suspended: contact Twilio's support.",
    10002: "A trial account cannot do this: upgrade the Twilio account.",
    10005: "Calls are disabled for the Twilio account: contact Twilio's support.",
    // Numbers
    21201: "The request has no number to call: report it as a bug, with the message's id.",
    21205: "Twilio did not accept a callback URL: check that PUBLIC_URL is a public https address.",
    21210:
      "The caller ID is not a number of the Twilio account: correct the voice number in the provider's settings.",
    21212: "The sender is not a valid number or name: correct it in the provider's settings.",
    21213: "The provider has no number to call from: enter one in its settings.",
    21215: "Calls to this country are not enabled: enable it in Twilio's voice geographic permissions.",
    21216: "Twilio blocks this call: contact Twilio's support with the number.",
    21219:
      "A trial account only reaches verified numbers: verify this one in Twilio, or upgrade the account.",
    21264:
      "The sender is not verified: verify it in Twilio, or choose another sender in the provider's settings.",
    21266: "The sender and the recipient are the same number: correct the sender in the provider's settings.",
    21267: "A trial account cannot send from a name: use a number, or upgrade the Twilio account.",
    21407: "The number does not support this kind of message: use another sender for it.",
    21408:
      "Messages to this country are not enabled: enable it in Twilio's messaging geographic permissions.",
    21601: "The sender's number cannot send SMS: choose another one in the provider's settings.",
    21602: "The message has no text: check the project's own message.",
    21603: "The provider has no sender: enter a number or a messaging service in its settings.",
    21604: "The request has no recipient: report it as a bug, with the message's id.",
    21606:
      "The sender is not a number of this Twilio account that can send SMS: correct it in the provider's settings.",
    21608:
      "A trial account only reaches verified numbers: verify this one in Twilio, or upgrade the account.",
    21609:
      "Twilio did not accept the status callback's URL: check that PUBLIC_URL is a public https address.",
    21612: "This sender cannot reach the number's country or carrier: use another sender for it.",
    21617: "The message is longer than 1600 characters: shorten the project's own message.",
    21619: "The request has no text: check the project's own message.",
    21655: "The WhatsApp template does not exist: correct its content SID in the provider's settings.",
    21656:
      "The WhatsApp template has other variables: use an authentication template with the code as its only variable.",
    21659:
      "The sender is not a Twilio number, or its country does not fit: correct it in the provider's settings.",
    21660:
      "The sender's number belongs to another Twilio account: correct the sender or the account SID in the provider's settings.",
    21703: "No sender of the messaging service is free or fits this number: add another one in Twilio.",
    21704: "The messaging service has no senders: add one in Twilio.",
    21705: "The messaging service does not exist: correct its SID in the provider's settings.",
    // Reported after the message was accepted
    30002: "The account was suspended before the message was sent: contact Twilio's support.",
    30007:
      "The carrier filtered the message as spam: check the text, and register the sender where the country requires it.",
    30008: "The carrier gave no reason: send it again, or offer another channel.",
    30010: "The price is above the limit that was set for the message: raise the limit in Twilio.",
    30023: "The sender's daily limit at the carrier was reached: use another sender, or wait until tomorrow.",
    30024:
      "The carrier does not know the sender's number yet: complete its registration in Twilio, or use another sender.",
    30032: "The toll-free sender is not verified: complete its verification in Twilio.",
    30034: "US carriers block unregistered senders: register the number for A2P 10DLC in Twilio.",
    30036: "The message was still queued when its validity ended: send it again.",
    30037: "Outgoing messages are disabled for the Twilio account: contact Twilio's support.",
    30040: "The carrier only takes registered senders: register the sender for this country in Twilio.",
    30450:
      "Twilio's fraud protection blocked the number's prefix: if the person is genuine, add it to the safe list in Twilio.",
    30454: "The account has reached its limit of messages: wait, or ask Twilio's support to raise it.",
    30485:
      "Twilio could not deliver the message and gives no reason: send it again, or offer another channel.",
    // Voice
    13224: "Twilio cannot call this number: check it with the person, or offer a text message.",
    13225: "The number is on Twilio's block list for calls: contact Twilio's support.",
    13227: "Calls to this country are not enabled: enable it in Twilio's voice geographic permissions.",
    13247: "The caller ID is not valid: correct the voice number in the provider's settings.",
    32205: "Calls to this country are not enabled: enable it in Twilio's voice geographic permissions.",
    "call.canceled": "The call was canceled before it was answered: call again.",
    // WhatsApp
    63005: "WhatsApp did not accept the content: check the template in Twilio.",
    63007: "The account has no such WhatsApp sender: correct it in the provider's settings.",
    63013: "The message violates a WhatsApp policy: check the template and the account's quality rating.",
    63015:
      "Twilio's WhatsApp sandbox only reaches people who have joined it: use a WhatsApp sender of your own.",
    63016:
      "WhatsApp only takes free text after the person has written: set an approved authentication template in the provider's settings.",
    63027:
      "The template does not exist in this language: add its content SID for the language in the provider's settings.",
    63028:
      "The template expects other variables: use an authentication template with the code as its only variable.",
    63032: "WhatsApp does not deliver to this person for now: offer a text message or a call.",
    63038: "The account has reached its daily limit of messages: wait until tomorrow, or raise the limit.",
    63049: "WhatsApp chose not to deliver the message: offer a text message or a call.",
    63051:
      "Meta has locked the WhatsApp sender because it was not used for long: unlock it in Meta's business manager.",
  },
  // The same request can succeed later.
  unavailable: {
    20429:
      "The account sends more requests than Twilio allows: the message is retried after the time that Twilio asked for.",
    20500: "Twilio had an internal error: the message is retried.",
    20503: "Twilio was not available: the message is retried.",
    10004: "Too many calls are running at the same time: the call is retried.",
    21611:
      "The sender's queue is full: the message is retried. If it happens often, add senders to the messaging service.",
    30001: "Twilio's queue was full, so the message was not sent: send it again.",
    30022: "The carrier's rate limit for this sender was exceeded: the message can be sent again in a while.",
    30410: "The carrier did not answer in time: send it again, or offer another channel.",
    30500: "Twilio had an internal error: send it again.",
    63018: "The WhatsApp sender's rate limit was exceeded: the message is retried.",
  },
};

const known = new Map(
  (Object.keys(explanations) as TwilioOutcome[]).flatMap((outcome) =>
    Object.entries(explanations[outcome]).map(([code, sentence]) => [code, { outcome, sentence }] as const),
  ),
);

export const explainedCodes: readonly string[] = [...known.keys()];

/** One sentence for a support agent. Undefined for codes that are not in the table. */
export function explainCode(code: string): string | undefined {
  const sentence = known.get(code)?.sentence;
  if (sentence) return sentence;
  // An HTTP status: the response was not Twilio's own format.
  if (code === "429") return known.get("20429")?.sentence;
  return /^5\d\d$/.test(code) ? known.get("20503")?.sentence : undefined;
}

/**
 * What a refused request means. An unknown code is about the request: other providers may take the message. 401 and 403 are
 * about the credentials, and 5xx and 429 about the moment.
 */
export function outcomeOf(code: string, httpStatus: number): TwilioOutcome {
  const outcome = known.get(code)?.outcome;
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
