import type { SmtpConfig } from "./config";
import type { Failure } from "./failure";
import { SmtpSession } from "./session";

/** Shorter than servers keep idle connections, so that we close them first. */
const idleMs = 10_000;
/** Servers limit the messages per connection. Few allow more than this. */
const maxMessages = 100;

/**
 * The open sessions of one configured server. They are kept for a while for the next messages. The worker decides how many
 * are in use at once: nothing waits here, so nothing is sent after its caller has given up on it.
 */
export class SmtpSessions {
  readonly #idle = new Map<SmtpSession, NodeJS.Timeout>();
  #isClosed = false;

  constructor(private readonly config: SmtpConfig) {}

  /**
   * Sends one message over an idle session, or a new one, and returns the server's reply. Idle sessions are not checked
   * first, which would cost a round trip per message. If the server has closed one before any part of the message was sent,
   * the message is sent over a new one.
   */
  async send(from: string, to: string, mail: Buffer, signal: AbortSignal): Promise<string> {
    const idle = this.#takeIdle();
    if (idle) {
      try {
        return await this.#sendOver(idle, from, to, mail, signal);
      } catch (error) {
        if (signal.aborted || !wasClosedBefore(error as Failure, idle)) throw error;
      }
    }
    return this.#sendOver(await SmtpSession.open(this.config, signal), from, to, mail, signal);
  }

  /** Closes idle sessions. Those in use are closed after their message. */
  close(): void {
    this.#isClosed = true;
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      session.end();
    }
    this.#idle.clear();
  }

  async #sendOver(
    session: SmtpSession,
    from: string,
    to: string,
    mail: Buffer,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      const reply = await session.send(from, to, mail, signal);
      this.#keep(session);
      return reply;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  /** The session that was used last, so that those that are no longer needed become old enough to be closed. */
  #takeIdle(): SmtpSession | undefined {
    for (const [session, timer] of [...this.#idle].reverse()) {
      clearTimeout(timer);
      this.#idle.delete(session);
      if (session.isOpen) return session;
      session.end();
    }
    return undefined;
  }

  /** Keeps a session for the next message, unless it has reached its limit. */
  #keep(session: SmtpSession): void {
    if (this.#isClosed || !session.isOpen || session.sentCount >= maxMessages) {
      session.end();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle.delete(session);
      session.end();
    }, idleMs);
    this.#idle.set(session, timer.unref());
  }
}

/** Whether the server closed a session before any part of the message was sent. */
function wasClosedBefore({ code, command, responseCode }: Failure, session: SmtpSession): boolean {
  // After other replies nodemailer reads the message as well, only to discard it. 421 announces the close.
  if (responseCode) return responseCode === 421 && command !== "DATA";
  // nodemailer itself refused the message.
  if (code === "EENVELOPE" || code === "EMESSAGE") return false;
  return !session.isDataSent;
}
