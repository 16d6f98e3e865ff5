import MailComposer from "nodemailer/lib/mail-composer/index.js";
import { ok, type Result, refuse } from "@/lib/result";
import type { EmailMessage } from "../message";
import { redact } from "../redact";
import { defineKind } from "./kind";
import { type AcceptedMessage, type EmailProvider, ProviderUnavailable, type SendRefusal } from "./provider";
import { type Sender, type SmtpConfig, senderOf, smtpConfig } from "./smtp-config";
import { judgeFailure } from "./smtp-failure";
import { SmtpSessions } from "./smtp-sessions";

export const smtp = defineKind({
  kind: "smtp",
  title: "SMTP",
  description: "Any mail server that takes mail for delivery: your own, or a mail company's.",
  channels: ["email"],
  schema: smtpConfig,
  describe: ({ host }) => `the mail server at ${host}`,
  open(config) {
    const provider = new SmtpProvider(config);
    return { captures: false, email: provider, close: () => provider.close() };
  },
});

class SmtpProvider implements EmailProvider {
  readonly name = "smtp";
  readonly #sessions: SmtpSessions;
  readonly #sender: Sender;

  constructor(private readonly config: SmtpConfig) {
    this.#sessions = new SmtpSessions(config);
    this.#sender = senderOf(config.from);
  }

  async send(message: EmailMessage, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>> {
    const mail = await this.#compose(message);
    try {
      const explanation = this.#safe(await this.#handOver(message.to, mail, signal));
      // Postfix, Exim and others name their queue entry; others are found by the Message-ID.
      const queued = /queued as (\S+)/i.exec(explanation)?.[1];
      return ok({ providerMessageId: queued ?? message.messageId, explanation });
    } catch (error) {
      const judged = judgeFailure(error instanceof Error ? error : new Error(String(error)));
      // A new error: the old one's message, stack and response may hold what was redacted.
      if (judged instanceof ProviderUnavailable) {
        throw new ProviderUnavailable(this.#safe(judged.message), judged.hasAnswered);
      }
      return refuse({ ...judged, explanation: this.#safe(judged.explanation) });
    }
  }

  close(): void {
    this.#sessions.close();
  }

  async #handOver(to: string, mail: Buffer, signal: AbortSignal): Promise<string> {
    const session = await this.#sessions.take(signal);
    try {
      const reply = await session.send(this.#sender.address, to, mail, signal);
      this.#sessions.give(session);
      return reply;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  /** Addresses are passed in parts, so that nothing in them is parsed as another address or header. */
  async #compose(message: EmailMessage): Promise<Buffer> {
    const { name, address } = this.#sender;
    return new MailComposer({
      from: { name: name || message.senderName, address },
      to: { name: "", address: message.to },
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
  }

  /** The server's reply without our credentials, plain or encoded for AUTH PLAIN and LOGIN. */
  #safe(explanation: string): string {
    const { user = "", password } = this.config;
    if (!password) return redact(explanation, []);
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    return redact(explanation, [password, base64(password), base64(`\0${user}\0${password}`)]);
  }
}
