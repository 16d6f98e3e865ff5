import type { SMTPError } from "nodemailer/lib/smtp-connection/index.js";
import { ProviderUnavailable, type SendRefusal } from "./provider";

/** An error of nodemailer, a socket or a signal. */
type Failure = Error & Pick<SMTPError, "code" | "command" | "response" | "responseCode">;

const humanWords: Record<string, string> = {
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "it closed the connection",
  EPIPE: "it closed the connection",
  ENOTFOUND: "its name is unknown (DNS)",
  EAI_AGAIN: "its name could not be looked up (DNS)",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
};

/** TLS errors that a retry does not fix: a bad certificate, or a server without TLS. */
const notSecure = /certificate|altnames|ERR_SSL|ERR_TLS|EPROTO|wrong version number|STARTTLS/i;

/**
 * What a failed try means. RFC 5321 §4.2.1: 4yz is "not now", 5yz is "never". RFC 3463 tells refused recipients (X.1, X.2)
 * from refused senders and content, which another provider may take.
 */
export function judgeFailure(failure: Failure): SendRefusal | ProviderUnavailable {
  const explanation = wordsOf(failure);
  const { responseCode: code, command = "" } = failure;
  if (failure.name === "TimeoutError") throw failure;
  // 421 closes the whole service; any other 4yz is about this message.
  if (code && code < 500) return new ProviderUnavailable(explanation, code !== 421);
  if (notSecure.test(`${failure.code} ${command} ${failure.message}`))
    return { code: "connection_not_secure", explanation };
  // nodemailer itself refuses addresses that would not survive the wire.
  if (!code && command === "API" && failure.code === "EENVELOPE")
    return { code: "recipient_rejected", explanation };
  if (!code) return new ProviderUnavailable(explanation);
  if (command.startsWith("AUTH") || [530, 534, 535, 538].includes(code))
    return { code: "credentials_rejected", explanation };
  return {
    code: isAboutRecipient(command, explanation) ? "recipient_rejected" : "message_rejected",
    explanation,
  };
}

function isAboutRecipient(command: string, explanation: string): boolean {
  const subject = /\b5\.(\d{1,3})\.\d{1,3}\b/.exec(explanation)?.[1];
  // Without an enhanced code, what RCPT refuses is the recipient. 554 names no mailbox: mostly it names our address.
  if (subject === undefined) return command === "RCPT TO" && !explanation.startsWith("554");
  return subject === "1" || subject === "2";
}

function wordsOf(failure: Failure): string {
  // nodemailer reads replies as Latin-1; servers that say more than ASCII say it in UTF-8.
  if (failure.response) return Buffer.from(failure.response, "latin1").toString("utf8");
  const known = Object.keys(humanWords).find(
    (code) => failure.code === code || failure.message.includes(code),
  );
  return known ? humanWords[known]! : failure.message;
}
