import DKIM from "nodemailer/lib/dkim/index.js";
import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { ok, type Result, refuse } from "@/lib/result";
import type { EmailMessage, Message } from "../../../message";
import { redact } from "../../../redact";
import {
  type AcceptedMessage,
  type Sender as MessageSender,
  ProviderUnavailable,
  type SendRefusal,
} from "../../provider";
import { defineKind } from "../kind";
import en from "../texts/smtp.en.json";
import { explainSmtpCode } from "./codes";
import { type Sender, type SmtpConfig, senderOf, smtpConfig } from "./config";
import { judgeFailure } from "./failure";
import { SmtpSession } from "./session";
import { SmtpSessions } from "./sessions";

export const smtp = defineKind({
  kind: "smtp",
  texts: { en },
  channels: ["email"],
  maxConcurrency: 10,
  schema: smtpConfig,
  hostOf: ({ host }) => host,
  explainCode: explainSmtpCode,
  open: (config) => new SmtpProvider(config),
  checkCredentials,
});

/** Connects, signs in if there is a user, and disconnects. */
async function checkCredentials(config: SmtpConfig, signal: AbortSignal): Promise<string | null> {
  try {
    const session = await SmtpSession.open(config, signal);
    session.end();
    return null;
  } catch (error) {
    signal.throwIfAborted();
    const judged = judge(config, error);
    if (judged instanceof ProviderUnavailable) return `The mail server is not available: ${judged.message}`;
    if (judged.code !== "credentials_rejected")
      return `The mail server cannot be used: ${judged.explanation}`;
    return `The mail server rejected the user and password: ${judged.explanation}`;
  }
}

class SmtpProvider implements MessageSender {
  readonly #sessions: SmtpSessions;
  readonly #sender: Sender;
  readonly #dkim: DKIM | null;

  constructor(private readonly config: SmtpConfig) {
    this.#sessions = new SmtpSessions(config);
    this.#sender = senderOf(config.from);
    this.#dkim = dkimOf(config, this.#sender);
  }

  async send(message: Message, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>> {
    if (message.channel !== "email") throw new Error("SMTP only carries email.");
    const mail = await this.#compose(message);
    try {
      const reply = await this.#sessions.send(this.#sender.address, message.to, mail, signal);
      const explanation = safe(this.config, reply);
      // Postfix, Exim and others name their queue entry; others are found by the Message-ID.
      const queued = /queued as (\S+)/i.exec(explanation)?.[1];
      return ok({ providerMessageId: queued ?? message.messageId, explanation });
    } catch (error) {
      const judged = judge(this.config, error);
      if (judged instanceof ProviderUnavailable) throw judged;
      return refuse(judged);
    }
  }

  close(): void {
    this.#sessions.close();
  }

  /** Addresses are passed in parts, so that nothing in them is parsed as another address or header. */
  async #compose(message: EmailMessage): Promise<Buffer> {
    const { name, address } = this.#sender;
    const replyTo = this.config.replyTo
      ? senderOf(this.config.replyTo)
      : { name: "", address: message.replyTo };
    const mail = await new MailComposer({
      from: { name: name || message.senderName, address },
      to: { name: "", address: message.to },
      ...(replyTo.address && { replyTo: { name: replyTo.name, address: replyTo.address } }),
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: message.messageId,
      headers: message.headers,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
      .compile()
      .build();
    return this.#dkim ? sign(this.#dkim, mail) : mail;
  }
}

/** A signature of the From domain lets a message pass DMARC (RFC 7489 §3.1.1). */
function dkimOf(config: SmtpConfig, { address }: Sender): DKIM | null {
  const { dkimSelector, dkimPrivateKey, dkimDomain } = config;
  if (!dkimSelector || !dkimPrivateKey) return null;
  const domainName = dkimDomain ?? address.slice(address.lastIndexOf("@") + 1);
  return new DKIM({ domainName, keySelector: dkimSelector, privateKey: dkimPrivateKey });
}

/** The message with a DKIM signature before its other headers (RFC 6376). It stays in memory. */
async function sign(dkim: DKIM, mail: Buffer): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of dkim.sign(mail)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** What a failed try means. The result is new: the error's message, stack and response can contain our credentials. */
function judge(config: SmtpConfig, error: unknown): SendRefusal | ProviderUnavailable {
  const judged = judgeFailure(error instanceof Error ? error : new Error(String(error)));
  if (judged instanceof ProviderUnavailable) {
    return new ProviderUnavailable(safe(config, judged.message), judged);
  }
  return { ...judged, explanation: safe(config, judged.explanation) };
}

/** The server's reply without our credentials, plain or encoded for AUTH PLAIN and LOGIN. */
function safe({ user = "", password }: SmtpConfig, explanation: string): string {
  if (!password) return redact(explanation, []);
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  return redact(explanation, [password, base64(password), base64(`\0${user}\0${password}`)]);
}
