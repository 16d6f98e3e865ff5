import type { FindCodeText } from "../kind";

/*
 * What the codes of mail servers mean for a support agent. Enhanced status codes (RFC 3463) and the IANA registry "SMTP
 * Enhanced Status Codes" (RFC 5248) without those for successes, and the reply codes of RFC 5321 §4.2.3, RFC 4954 §6 and
 * RFC 7504 for servers without them. `texts/smtp.en.json` has a sentence for each, and one for each advice.
 */

/** What to do about a code. */
type Advice =
  | "otherAddress"
  | "checkAddress"
  | "checkFrom"
  | "askServer"
  | "askRecipient"
  | "credentials"
  | "security"
  | "dkim"
  | "makeRoom"
  | "smallerEmail"
  | "sendLess"
  | "spfRecord"
  | "spfInDns"
  | "senderChecks"
  | "host";

/** Subject and detail, without the class. */
const statuses: Record<string, Advice> = {
  "0.0": "askServer",

  "1.0": "checkAddress",
  "1.1": "otherAddress",
  "1.2": "checkAddress",
  "1.3": "checkAddress",
  "1.4": "otherAddress",
  "1.6": "otherAddress",
  "1.7": "checkFrom",
  "1.8": "checkFrom",
  "1.10": "otherAddress",

  "2.0": "otherAddress",
  "2.1": "otherAddress",
  "2.2": "makeRoom",
  "2.3": "smallerEmail",
  "2.4": "otherAddress",

  "3.0": "askServer",
  "3.1": "askServer",
  "3.2": "askServer",
  "3.3": "askServer",
  "3.4": "smallerEmail",
  "3.5": "askServer",

  "4.0": "askServer",
  "4.1": "checkAddress",
  "4.2": "askServer",
  "4.3": "askServer",
  "4.4": "checkAddress",
  "4.5": "sendLess",
  "4.6": "otherAddress",
  "4.7": "askServer",

  "5.0": "askServer",
  "5.1": "askServer",
  "5.2": "askServer",
  "5.3": "askServer",
  "5.4": "askServer",
  "5.5": "askServer",
  "5.6": "credentials",

  "6.0": "askServer",
  "6.1": "askServer",
  "6.2": "askServer",
  "6.3": "askServer",
  "6.4": "askServer",
  "6.5": "askServer",
  "6.6": "askServer",
  "6.7": "otherAddress",
  "6.8": "otherAddress",
  "6.9": "otherAddress",

  "7.0": "askServer",
  "7.1": "askRecipient",
  "7.2": "otherAddress",
  "7.3": "askServer",
  "7.4": "security",
  "7.5": "security",
  "7.6": "security",
  "7.7": "askServer",
  "7.8": "credentials",
  "7.9": "askServer",
  "7.10": "security",
  "7.11": "security",
  "7.12": "credentials",
  "7.13": "askServer",
  "7.14": "askServer",
  "7.15": "askServer",
  "7.16": "smallerEmail",
  "7.17": "otherAddress",
  "7.18": "otherAddress",
  "7.19": "otherAddress",
  "7.20": "dkim",
  "7.21": "dkim",
  "7.22": "dkim",
  "7.23": "spfRecord",
  "7.24": "spfInDns",
  "7.25": "askServer",
  "7.26": "senderChecks",
  "7.27": "checkFrom",
  "7.28": "sendLess",
  "7.29": "askServer",
  "7.30": "otherAddress",
};

const replies: Record<string, Advice> = {
  421: "askServer",
  432: "credentials",
  450: "askServer",
  451: "askServer",
  452: "askServer",
  454: "askServer",
  455: "askServer",
  500: "askServer",
  501: "checkAddress",
  502: "askServer",
  503: "askServer",
  504: "askServer",
  521: "host",
  530: "credentials",
  534: "askServer",
  535: "credentials",
  538: "security",
  550: "checkAddress",
  551: "otherAddress",
  552: "otherAddress",
  553: "checkAddress",
  554: "askRecipient",
  555: "checkAddress",
  556: "otherAddress",
};

/**
 * Explains an enhanced status code ("5.1.1") or a reply code ("550") of a failure. Undefined for anything else. Unknown
 * enhanced codes have the explanation of their subject, as RFC 3463 §2 requires.
 */
export function explainSmtpCode(code: string, text: FindCodeText): string | undefined {
  const [, isTemporary, subject, detail] = /^(?:(4)|5)\.(\d{1,3})\.(\d{1,3})$/.exec(code) ?? [];
  if (subject && detail) {
    const known = [`${subject}.${detail}`, `${subject}.0`].find((one) => statuses[one]) ?? "0.0";
    return sentencesOf(known, statuses[known]!, isTemporary !== undefined, text);
  }
  const advice = Object.hasOwn(replies, code) ? replies[code] : undefined;
  return advice && sentencesOf(code, advice, code.startsWith("4"), text);
}

/** Temporary failures are retried, so there is something to do only if all retries fail. */
function sentencesOf(known: string, advice: Advice, isTemporary: boolean, text: FindCodeText): string {
  return `${text(known)} ${text(`advice.${advice}`, { isTemporary: String(isTemporary) })}`;
}

/**
 * The enhanced status code at the beginning of a reply (RFC 2034 §4), otherwise its reply code. Some servers write a number
 * sign before it. Later in the reply it could be part of an IP address.
 */
export function codeOf(reply: string): string | undefined {
  const [, basic, enhanced] = /^(\d{3})(?:[ -]#?([245]\.\d{1,3}\.\d{1,3})(?![\d.]))?/.exec(reply) ?? [];
  return enhanced ?? basic;
}
