/**
 * What the codes of mail servers mean for a support agent. Enhanced status codes (RFC 3463) and the IANA registry "SMTP
 * Enhanced Status Codes" (RFC 5248) without those for successes, and the reply codes of RFC 5321 §4.2.3, RFC 4954 §6 and
 * RFC 7504 for servers without them.
 */

/** The meaning, and what to do about it. */
type Explanation = readonly [meaning: string, advice: string];

const otherAddress = "ask the person for a different address";
const checkAddress = "check the address for typing errors";
const checkFrom = "correct the From address in the provider's settings";
const askServer = "ask whoever runs the mail server";
const askRecipient = "ask the person to allow messages from this sender, or for a different address";
const credentials = "correct the user and password in the provider's settings";
const security = "choose a different security in the provider's settings";
const dkim = "check the DKIM settings of the provider and the key in DNS";

/** Subject and detail, without the class. */
const statuses: Record<string, Explanation> = {
  "0.0": ["The mail server gave no details", askServer],

  "1.0": ["The mail server has a problem with the address", checkAddress],
  "1.1": ["The mailbox does not exist", otherAddress],
  "1.2": ["The domain of the address does not exist or accepts no mail", checkAddress],
  "1.3": ["The mail server cannot read the address", checkAddress],
  "1.4": ["The address matches more than one mailbox", otherAddress],
  "1.6": ["The mailbox has moved and left no new address", otherAddress],
  "1.7": ["The sender address is malformed", checkFrom],
  "1.8": ["The domain of the sender address does not exist or cannot receive mail", checkFrom],
  "1.10": ["The domain of the address declares that it accepts no mail", otherAddress],

  "2.0": ["The mailbox has a problem", otherAddress],
  "2.1": ["The mailbox is disabled", otherAddress],
  "2.2": ["The mailbox is full", "ask the person to make room, or for a different address"],
  "2.3": ["The message is larger than the mailbox allows", "make the email smaller"],
  "2.4": ["The address is a mailing list that could not be expanded", otherAddress],

  "3.0": ["The mail server has an internal problem", askServer],
  "3.1": ["The mail server has no storage left", askServer],
  "3.2": ["The mail server does not accept messages at the moment", askServer],
  "3.3": ["The mail server lacks a feature that the message needs", askServer],
  "3.4": ["The message is larger than the mail server allows", "make the email smaller"],
  "3.5": ["The mail server is not configured correctly", askServer],

  "4.0": ["The message could not be routed", askServer],
  "4.1": ["The recipient's server did not answer, or does not know the address", checkAddress],
  "4.2": ["The connection to the recipient's server failed", askServer],
  "4.3": ["The mail server could not look up where to route the message", askServer],
  "4.4": ["The mail server found no route to the recipient", checkAddress],
  "4.5": ["The mail server is overloaded", "send less at a time, or ask whoever runs the mail server"],
  "4.6": ["The message was forwarded in a loop", otherAddress],
  "4.7": ["The mail server could not deliver the message in time", askServer],

  "5.0": ["The mail server did not understand the connection", askServer],
  "5.1": ["The mail server does not accept this command", askServer],
  "5.2": ["The mail server could not read a command", askServer],
  "5.3": ["The message has too many recipients", askServer],
  "5.4": ["The mail server does not accept a parameter of a command", askServer],
  "5.5": ["The mail server uses a different version of the protocol", askServer],
  "5.6": ["The user or password is too long for the mail server", credentials],

  "6.0": ["The mail server has a problem with the content", askServer],
  "6.1": ["The mail server does not accept this type of content", askServer],
  "6.2": ["The content would have to be converted, which is not allowed", askServer],
  "6.3": ["The content would have to be converted, which is not possible", askServer],
  "6.4": ["The content was damaged by a conversion", askServer],
  "6.5": ["The content could not be converted", askServer],
  "6.6": ["The mail server could not load the content", askServer],
  "6.7": ["The mail server does not accept addresses with international characters", otherAddress],
  "6.8": ["The mail server would have to reply with international characters", otherAddress],
  "6.9": ["The recipient's server does not accept international characters", otherAddress],

  "7.0": ["The mail server has a security problem with the message", askServer],
  "7.1": ["The mail server does not allow this message, often because of spam rules", askRecipient],
  "7.2": ["The sender may not write to this mailing list", otherAddress],
  "7.3": ["The message would have to be converted securely, which is not possible", askServer],
  "7.4": ["The mail server lacks a security feature", security],
  "7.5": ["Encryption or decryption failed", security],
  "7.6": ["The mail server does not support the encryption algorithm", security],
  "7.7": ["The message was changed on its way", askServer],
  "7.8": ["The user or password is wrong", credentials],
  "7.9": ["The mail server requires a stronger way to sign in", askServer],
  "7.10": ["The mail server requires encryption", security],
  "7.11": ["The mail server requires encryption for this way to sign in", security],
  "7.12": ["The password must be set again for this way to sign in", credentials],
  "7.13": ["The account is disabled", askServer],
  "7.14": ["The mail server does not trust another server that it needs", askServer],
  "7.15": ["The priority of the message is too low at the moment", askServer],
  "7.16": ["The message is too large for its priority", "make the email smaller"],
  "7.17": ["The mailbox has a new owner", otherAddress],
  "7.18": ["The domain of the address has a new owner", otherAddress],
  "7.19": ["The mail server cannot tell whether the mailbox has a new owner", otherAddress],
  "7.20": ["The message has no valid DKIM signature", dkim],
  "7.21": ["The message has no DKIM signature that the server accepts", dkim],
  "7.22": ["The message has no DKIM signature of the sender's domain", dkim],
  "7.23": [
    "The SPF record of the sender's domain does not allow this mail server",
    "add the mail server to the SPF record",
  ],
  "7.24": ["The SPF record of the sender's domain could not be checked", "check the SPF record in DNS"],
  "7.25": ["The name of the sending server does not match its address in DNS", askServer],
  "7.26": [
    "The message failed several checks of its sender",
    "check SPF, DKIM and DMARC of the sender's domain",
  ],
  "7.27": ["The domain of the sender address declares that it accepts no mail", checkFrom],
  "7.28": [
    "The sender has sent too many messages",
    "send less at a time, or ask whoever runs the mail server",
  ],
  "7.29": ["The chain of forwarding signatures (ARC) is not valid", askServer],
  "7.30": ["The recipient's server cannot guarantee encryption, which the message requires", otherAddress],
};

const replies: Record<string, Explanation> = {
  421: ["The mail server is shutting down, overloaded or limits this sender", askServer],
  432: ["The password must be set again for this way to sign in", credentials],
  450: ["The mailbox is busy, or the mail server delays messages of unknown senders", askServer],
  451: ["The mail server had an internal error", askServer],
  452: ["The mail server has no storage left", askServer],
  454: ["The mail server cannot check the user and password, or encrypt, at the moment", askServer],
  455: ["The mail server cannot use a parameter at the moment", askServer],
  500: ["The mail server could not read a command", askServer],
  501: ["The mail server does not accept a parameter, often because of the address", checkAddress],
  502: ["The mail server does not support a command", askServer],
  503: ["The mail server did not expect a command", askServer],
  504: ["The mail server does not support a parameter", askServer],
  521: ["The server does not accept mail at all", "correct the host in the provider's settings"],
  530: ["The mail server requires signing in or encryption", credentials],
  534: ["The mail server requires a stronger way to sign in", askServer],
  535: ["The user or password is wrong", credentials],
  538: ["The mail server requires encryption for this way to sign in", security],
  550: ["The mailbox does not exist, or the mail server does not allow the message", checkAddress],
  551: ["The mailbox is on a different server", otherAddress],
  552: ["The mailbox is full, or the message is too large", otherAddress],
  553: ["The mail server does not accept the address", checkAddress],
  554: ["The mail server rejected the message, often because of spam rules", askRecipient],
  555: ["The mail server does not support a parameter of the address", checkAddress],
  556: ["The domain of the address accepts no mail", otherAddress],
};

/**
 * Explains an enhanced status code ("5.1.1") or a reply code ("550") of a failure. Undefined for anything else. Unknown
 * enhanced codes have the explanation of their subject, as RFC 3463 §2 requires.
 */
export function explainSmtpCode(code: string): string | undefined {
  const [, isTemporary, subject, detail] = /^(?:(4)|5)\.(\d{1,3})\.(\d{1,3})$/.exec(code) ?? [];
  if (subject && detail) {
    const known = statuses[`${subject}.${detail}`] ?? statuses[`${subject}.0`] ?? statuses["0.0"]!;
    return sentencesOf(known, isTemporary !== undefined);
  }
  const reply = Object.hasOwn(replies, code) ? replies[code] : undefined;
  return reply && sentencesOf(reply, code.startsWith("4"));
}

/** Temporary failures are retried, so there is something to do only if all retries fail. */
function sentencesOf([meaning, advice]: Explanation, isTemporary: boolean): string {
  if (isTemporary) return `${meaning}. If all retries fail, ${advice}.`;
  return `${meaning}. ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`;
}

/**
 * The enhanced status code at the beginning of a reply (RFC 2034 §4), otherwise its reply code. Some servers write a number
 * sign before it. Later in the reply it could be part of an IP address.
 */
export function codeOf(reply: string): string | undefined {
  const [, basic, enhanced] = /^(\d{3})(?:[ -]#?([245]\.\d{1,3}\.\d{1,3})(?![\d.]))?/.exec(reply) ?? [];
  return enhanced ?? basic;
}
