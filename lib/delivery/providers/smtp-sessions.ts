import type { SmtpConfig } from "./smtp-config";
import { SmtpSession } from "./smtp-session";

/** Shorter than servers keep idle connections, so that we close them first. */
const idleMs = 10_000;
/** Servers limit the messages per connection. Few allow more than this. */
const mostMessages = 100;

/**
 * The open sessions of one configured server, kept for the next message for a while. How many are in use at once is the
 * worker's decision: nothing waits in here, so nothing can be sent after its caller has given up on it.
 */
export class SmtpSessions {
  readonly #idle = new Map<SmtpSession, NodeJS.Timeout>();
  #isClosed = false;

  constructor(private readonly config: SmtpConfig) {}

  /** An idle session that still works, or a new one. */
  async take(signal: AbortSignal): Promise<SmtpSession> {
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(session);
      if (await answers(session, signal)) return session;
      session.end();
    }
    return SmtpSession.open(this.config, signal);
  }

  /** Keeps a session for the next message, unless it has reached its limit. */
  give(session: SmtpSession): void {
    if (this.#isClosed || !session.isOpen || session.sentCount >= mostMessages) {
      session.end();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle.delete(session);
      session.end();
    }, idleMs);
    this.#idle.set(session, timer.unref());
  }

  close(): void {
    this.#isClosed = true;
    for (const [session, timer] of this.#idle) {
      clearTimeout(timer);
      session.end();
    }
    this.#idle.clear();
  }
}

/** The server may have closed an idle session. Then a new one is opened and nothing is lost. */
async function answers(session: SmtpSession, signal: AbortSignal): Promise<boolean> {
  if (!session.isOpen) return false;
  return session.reset(signal).then(
    () => true,
    () => {
      signal.throwIfAborted();
      return false;
    },
  );
}
