import type { SMTPError } from "nodemailer/lib/smtp-connection/index.js";
import { ProviderUnavailable, type SendRefusal, type SendRefusalCode } from "../../provider";
import { codeOf } from "./codes";

/** An error of nodemailer, a socket or a signal. */
export type Failure = Error & Pick<SMTPError, "code" | "command" | "response" | "responseCode">;

const networkErrors: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "it closed the connection",
  EPIPE: "it closed the connection",
  ENOTFOUND: "its name is unknown (DNS)",
  EAI_AGAIN: "its name could not be looked up (DNS)",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
};

/** TLS errors that a retry does not fix: a bad certificate, or no common version or cipher. */
const notSecure = /certificate|altnames|ERR_SSL|ERR_TLS|EPROTO\b|SSL routines|wrong version number/i;

/** Whether the connection could not be encrypted as required. */
export function isTlsFailure({ code, command, responseCode, message }: Failure): boolean {
  // Without TLS the server refuses the command, in words of its own.
  if (command === "STARTTLS") return true;
  return !responseCode && notSecure.test(`${code} ${message}`);
}

/**
 * What a failed try means. RFC 5321 §4.2.1: 4yz is temporary, 5yz is permanent. RFC 3463 distinguishes rejected recipients
 * (X.1, X.2) from rejected senders and content, which another provider may accept.
 */
export function judgeFailure(failure: Failure): SendRefusal | ProviderUnavailable {
  const explanation = wordsOf(failure);
  const { responseCode, command = "" } = failure;
  const providerCode = responseCode ? codeOf(explanation) : undefined;
  if (failure.name === "TimeoutError") throw failure;
  // 421 closes the whole service; any other 4yz is about this message.
  if (responseCode && responseCode < 500) {
    return new ProviderUnavailable(explanation, { hasAnswered: responseCode !== 421, providerCode });
  }
  const code = refusalCodeOf(failure, command, explanation);
  return code ? { code, explanation, providerCode } : new ProviderUnavailable(explanation);
}

/** Undefined if the server could not be reached. */
function refusalCodeOf(failure: Failure, command: string, explanation: string): SendRefusalCode | undefined {
  const { code, responseCode } = failure;
  if (isTlsFailure(failure)) return "connection_not_secure";
  // nodemailer itself refuses addresses that contain SMTP commands, and messages above the server's limit.
  if (!responseCode && command === "API" && code === "EENVELOPE") return "recipient_rejected";
  if (!responseCode && code === "EMESSAGE") return "message_rejected";
  if (!responseCode) return undefined;
  if (command.startsWith("AUTH") || [530, 534, 535, 538].includes(responseCode))
    return "credentials_rejected";
  return isAboutRecipient(command, explanation) ? "recipient_rejected" : "message_rejected";
}

/** Bad sender addresses, and messages that are too large for the mailbox. */
const notAboutRecipient = new Set(["5.1.7", "5.1.8", "5.2.3"]);

function isAboutRecipient(command: string, explanation: string): boolean {
  // The server does not know the recipient yet.
  if (command === "MAIL FROM") return false;
  const code = codeOf(explanation) ?? "";
  // Without an enhanced code, RCPT is refused because of the recipient, except with 554, which is mostly about our address.
  if (!code.includes(".")) return command === "RCPT TO" && code !== "554";
  return /^5\.[12]\./.test(code) && !notAboutRecipient.has(code);
}

function wordsOf(failure: Failure): string {
  // nodemailer reads replies as Latin-1; servers that say more than ASCII say it in UTF-8.
  if (failure.response) return Buffer.from(failure.response, "latin1").toString("utf8");
  const known = Object.keys(networkErrors).find(
    (code) => failure.code === code || failure.message.includes(code),
  );
  return known ? networkErrors[known]! : failure.message;
}
