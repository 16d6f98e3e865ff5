import type { SendRefusalCode } from "../provider";

/** What an error means for a message. `unavailable`: the same request can succeed later. */
export type TwilioOutcome = SendRefusalCode | "unavailable";

/** One code: what it means for the message, and one sentence for a support agent. */
type Meaning = [TwilioOutcome, string];

const askForAnother = "Ask for a different number";

/**
 * Twilio's error codes, of requests and of status callbacks (https://www.twilio.com/docs/api/errors). `recipient_rejected`
 * ends the delivery; with `message_rejected`, the next provider is tried.
 */
const meanings: Record<string, Meaning> = {
  // Account and request
  "20003": [
    "credentials_rejected",
    "Twilio rejected the account SID or the token: enter valid ones in the provider's settings.",
  ],
  "20005": [
    "message_rejected",
    "The Twilio account is not active: sign in to Twilio and resolve what it shows there.",
  ],
  "20008": [
    "message_rejected",
    "The credentials are Twilio's test credentials, which send nothing: enter the live ones.",
  ],
  "20404": [
    "message_rejected",
    "Twilio does not know the account or the resource: compare the SIDs in the provider's settings with the Twilio console.",
  ],
  "20429": [
    "unavailable",
    "The account sends more requests than Twilio allows: the message is retried after the time that Twilio asked for.",
  ],
  "20500": ["unavailable", "Twilio had an internal error: the message is retried."],
  "20503": ["unavailable", "Twilio was not available: the message is retried."],
  "10001": ["message_rejected", "The Twilio account is suspended: contact Twilio's support."],
  "10002": ["message_rejected", "A trial account cannot do this: upgrade the Twilio account."],
  "10004": ["unavailable", "Too many calls are running at the same time: the call is retried."],
  // Numbers
  "21201": [
    "message_rejected",
    "The request has no number to call: report it as a bug, with the message's id.",
  ],
  "21205": [
    "message_rejected",
    "Twilio did not accept a callback URL: check that PUBLIC_URL is a public https address.",
  ],
  "21210": [
    "message_rejected",
    "The caller ID is not a number of the Twilio account: correct the voice number in the provider's settings.",
  ],
  "21211": [
    "recipient_rejected",
    `The number does not exist: check it with the person. ${askForAnother} if it is right.`,
  ],
  "21212": [
    "message_rejected",
    "The sender is not a valid number or name: correct it in the provider's settings.",
  ],
  "21214": [
    "recipient_rejected",
    `Twilio cannot reach this number: check it with the person. ${askForAnother} if it is right.`,
  ],
  "21215": [
    "message_rejected",
    "Calls to this country are not enabled: enable it in Twilio's voice geographic permissions.",
  ],
  "21216": [
    "message_rejected",
    "The account may not call this number: it is on Twilio's block list, so contact its support.",
  ],
  "21217": ["recipient_rejected", "The number does not look like a phone number: check it with the person."],
  "21219": [
    "message_rejected",
    "A trial account only reaches verified numbers: verify this one in Twilio, or upgrade the account.",
  ],
  "21220": ["message_rejected", "The call was already over when it should change: nothing needs to be done."],
  "21264": [
    "message_rejected",
    "The sender cannot send to this number: choose another sender in the provider's settings.",
  ],
  "21265": ["recipient_rejected", `A short code cannot receive messages. ${askForAnother}.`],
  "21266": [
    "message_rejected",
    "The sender and the recipient are the same number: correct the sender in the provider's settings.",
  ],
  "21401": ["recipient_rejected", "The number is not valid: check it with the person."],
  "21407": [
    "message_rejected",
    "The number does not support this kind of message: use another sender for it.",
  ],
  "21408": [
    "message_rejected",
    "Messages to this country are not enabled: enable it in Twilio's messaging geographic permissions.",
  ],
  "21421": ["recipient_rejected", "The number is not valid: check it with the person."],
  "21601": [
    "message_rejected",
    "The sender's number cannot send SMS: choose another one in the provider's settings.",
  ],
  "21602": ["message_rejected", "The message has no text: check the project's own message."],
  "21603": [
    "message_rejected",
    "The provider has no sender: enter a number or a messaging service in its settings.",
  ],
  "21604": ["message_rejected", "The request has no recipient: report it as a bug, with the message's id."],
  "21606": [
    "message_rejected",
    "The sender is not a number of this Twilio account that can send SMS: correct it in the provider's settings.",
  ],
  "21608": [
    "message_rejected",
    "A trial account only reaches verified numbers: verify this one in Twilio, or upgrade the account.",
  ],
  "21609": [
    "message_rejected",
    "Twilio did not accept the status callback's URL: check that PUBLIC_URL is a public https address.",
  ],
  "21610": [
    "recipient_rejected",
    "The person replied STOP to this sender: they receive messages again after they reply START.",
  ],
  "21611": [
    "unavailable",
    "The sender's queue is full: the message is retried. If it happens often, add senders to the messaging service.",
  ],
  "21612": [
    "message_rejected",
    "This sender cannot reach the number's country or carrier: use another sender for it.",
  ],
  "21614": [
    "recipient_rejected",
    `The number is not a mobile number, so it cannot receive SMS. Offer a call, or ask for a different number.`,
  ],
  "21617": [
    "message_rejected",
    "The message is longer than 1600 characters: shorten the project's own message.",
  ],
  "21619": ["message_rejected", "The request has no text: check the project's own message."],
  "21635": [
    "recipient_rejected",
    `The number is a landline, so it cannot receive SMS. Offer a call, or ask for a different number.`,
  ],
  "21703": ["message_rejected", "The messaging service has no senders: add one in Twilio."],
  "21704": [
    "message_rejected",
    "No sender of the messaging service can reach this number: add a fitting one in Twilio.",
  ],
  "21705": [
    "message_rejected",
    "The messaging service does not exist: correct its SID in the provider's settings.",
  ],
  // Reported after the message was accepted
  "30001": ["unavailable", "Twilio's queue was full, so the message was not sent: send it again."],
  "30002": [
    "message_rejected",
    "The account was suspended before the message was sent: contact Twilio's support.",
  ],
  "30003": [
    "recipient_rejected",
    "The phone could not be reached: it may be off or have no signal. Ask the person to check, then send it again.",
  ],
  "30004": [
    "recipient_rejected",
    "The person or their carrier blocks messages from this sender: ask them to unblock it, or offer another channel.",
  ],
  "30005": [
    "recipient_rejected",
    `The carrier does not know this number: check it with the person. ${askForAnother} if it is right.`,
  ],
  "30006": [
    "recipient_rejected",
    "The number is a landline, or its carrier does not take SMS: offer a call, or ask for a different number.",
  ],
  "30007": [
    "message_rejected",
    "The carrier filtered the message as spam: check the text, and register the sender where the country requires it.",
  ],
  "30008": ["message_rejected", "The carrier gave no reason: send it again, or offer another channel."],
  "30010": [
    "message_rejected",
    "The price is above the limit that was set for the message: raise the limit in Twilio.",
  ],
  "30022": [
    "unavailable",
    "The carrier's rate limit for this sender was exceeded: the message can be sent again in a while.",
  ],
  "30023": [
    "message_rejected",
    "The sender's daily limit at the carrier was reached: use another sender, or wait until tomorrow.",
  ],
  "30024": [
    "message_rejected",
    "The sender name is not allowed in this country: register it in Twilio, or use a number.",
  ],
  "30032": ["message_rejected", "The toll-free sender is not verified: complete its verification in Twilio."],
  "30034": [
    "message_rejected",
    "US carriers block unregistered senders: register the number for A2P 10DLC in Twilio.",
  ],
  "30036": ["message_rejected", "The message was still queued when its validity ended: send it again."],
  "30038": [
    "message_rejected",
    "One-time codes are not allowed on this sender: use one that is approved for them.",
  ],
  "30410": ["unavailable", "The carrier did not answer in time: send it again, or offer another channel."],
  "30450": [
    "message_rejected",
    "Twilio's fraud protection blocked the number's prefix: if the person is genuine, add it to the safe list in Twilio.",
  ],
  "30453": [
    "message_rejected",
    "Twilio's fraud protection blocked the message: if the person is genuine, add the number to the safe list in Twilio.",
  ],
  "30500": ["unavailable", "Twilio had an internal error: send it again."],
  // Voice
  "13223": ["recipient_rejected", "The number has an invalid format: check it with the person."],
  "13224": ["recipient_rejected", "The number does not exist: check it with the person."],
  "13225": ["message_rejected", "The number is on Twilio's block list for calls: contact Twilio's support."],
  "13226": ["recipient_rejected", "The number's country code is not valid: check it with the person."],
  "13227": [
    "message_rejected",
    "Calls to this country are not enabled: enable it in Twilio's voice geographic permissions.",
  ],
  "13247": [
    "message_rejected",
    "Calls to this high-risk number are not enabled: enable it in Twilio's voice geographic permissions.",
  ],
  "32205": [
    "message_rejected",
    "Calls to this country are not enabled: enable it in Twilio's voice geographic permissions.",
  ],
  "call.busy": ["recipient_rejected", "The line was busy: call again in a moment, or offer a text message."],
  "call.no-answer": [
    "recipient_rejected",
    "Nobody answered the call: ask the person to have the phone at hand, then call again.",
  ],
  "call.failed": [
    "recipient_rejected",
    "The call could not be connected: check the number with the person, or offer a text message.",
  ],
  "call.canceled": ["message_rejected", "The call was canceled before it was answered: call again."],
  // WhatsApp
  "63001": [
    "credentials_rejected",
    "WhatsApp rejected the sender's credentials: reconnect the WhatsApp sender in Twilio.",
  ],
  "63003": ["recipient_rejected", "The number does not use WhatsApp: offer a text message or a call."],
  "63007": [
    "message_rejected",
    "The account has no such WhatsApp sender: correct it in the provider's settings.",
  ],
  "63013": [
    "message_rejected",
    "The message violates a WhatsApp policy: check the template and the account's quality rating.",
  ],
  "63016": [
    "message_rejected",
    "WhatsApp only takes free text after the person has written: set an approved authentication template in the provider's settings.",
  ],
  "63018": ["unavailable", "The WhatsApp sender's rate limit was exceeded: the message is retried."],
  "63024": [
    "recipient_rejected",
    "The number cannot receive WhatsApp messages: offer a text message or a call.",
  ],
  "63027": [
    "message_rejected",
    "The template does not exist in this language: add its content SID for the language in the provider's settings.",
  ],
  "63028": [
    "message_rejected",
    "The template expects other variables: use an authentication template with the code as its only variable.",
  ],
  "63032": [
    "message_rejected",
    "WhatsApp does not deliver to this person for now: offer a text message or a call.",
  ],
  "63049": ["message_rejected", "WhatsApp chose not to deliver the message: offer a text message or a call."],
  "63051": [
    "message_rejected",
    "The WhatsApp business account is blocked: resolve it in Meta's business manager.",
  ],
};

const known = new Map(Object.entries(meanings));

export const explainedCodes: readonly string[] = [...known.keys()];

/** One sentence for a support agent. Undefined for codes that are not in the table. */
export function explainCode(code: string): string | undefined {
  return known.get(code)?.[1];
}

/**
 * What a refused request means. An unknown code is about the request: other providers may take the message. 401 and 403 are
 * about the credentials, and 5xx and 429 about the moment.
 */
export function outcomeOf(code: string, httpStatus: number): TwilioOutcome {
  const outcome = known.get(code)?.[0];
  if (outcome) return outcome;
  if (httpStatus === 429 || httpStatus >= 500) return "unavailable";
  return httpStatus === 401 || httpStatus === 403 ? "credentials_rejected" : "message_rejected";
}

/**
 * Codes after which the project stops sending to the number on this channel. Only what the number itself can't change: one
 * that does not exist, is a landline, or belongs to a person who opted out. An unreachable phone (30003) is
 * back tomorrow.
 */
export function suppressionFor(code: string | null): "bounce" | "opt_out" | null {
  if (code === "21610") return "opt_out";
  return code !== null && ["21211", "21614", "21635", "30005", "30006", "63003"].includes(code)
    ? "bounce"
    : null;
}
