import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { connect as connectSecure } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { env } from "@/lib/env";
import type { SmtpConfig } from "./smtp-config";

type Done<T> = (error?: Error | null, value?: T) => void;

/**
 * One conversation with a mail server: greeted, secured as the config demands, and signed in.
 * The socket is ours, so that an aborted signal ends it at once, whatever the server is doing.
 */
export class SmtpSession {
  readonly #socket: Socket;
  readonly #connection: SMTPConnection;
  #isOpen = true;
  sentCount = 0;

  private constructor(socket: Socket, connection: SMTPConnection) {
    this.#socket = socket;
    this.#connection = connection;
    connection.on("end", () => {
      this.#isOpen = false;
    });
    // Beside the listener of the step under way: a connection that dies idle must not be an unhandled error.
    connection.on("error", () => {
      this.#isOpen = false;
    });
  }

  static async open(config: SmtpConfig, signal: AbortSignal): Promise<SmtpSession> {
    const socket = await openSocket(config, signal);
    const connection = new SMTPConnection({
      connection: socket,
      host: config.host,
      secure: config.security === "tls",
      secured: config.security === "tls",
      requireTLS: config.security === "starttls",
      ignoreTLS: config.security === "none",
      name: new URL(env.PUBLIC_URL).hostname,
      tls: { ca: config.certificateAuthority },
    });
    const session = new SmtpSession(socket, connection);
    await session.#step<void>(signal, (done) => connection.connect(done));
    const { user, password } = config;
    if (user && password) {
      await session.#step<void>(signal, (done) =>
        connection.login({ credentials: { user, pass: password } }, done),
      );
    }
    return session;
  }

  get isOpen(): boolean {
    return this.#isOpen && !this.#socket.destroyed;
  }

  /** Resets the session and checks that the server still responds. */
  async reset(signal: AbortSignal): Promise<void> {
    await this.#step<void>(signal, (done) => this.#connection.reset(done));
  }

  /** Sends one message and returns the server's reply. */
  async send(from: string, to: string, mail: Buffer, signal: AbortSignal): Promise<string> {
    const reply = await this.#step<SMTPConnection.SentMessageInfo>(signal, (done) =>
      this.#connection.send({ from, to: [to], size: mail.length }, mail, done),
    );
    this.sentCount += 1;
    return reply?.response ?? "";
  }

  /** Sends QUIT without waiting for the reply. */
  end(): void {
    if (this.isOpen) this.#connection.quit();
    this.#isOpen = false;
    // A server that never answers QUIT must not keep the process alive.
    this.#socket.setTimeout(1000, () => this.#socket.destroy());
    this.#socket.unref();
  }

  /** One exchange, which a lost connection or an aborted signal ends as well. */
  #step<T>(signal: AbortSignal, run: (done: Done<T>) => void): Promise<T | undefined> {
    const connection = this.#connection;
    return new Promise<T | undefined>((resolve, reject) => {
      const abort = () => {
        this.#socket.destroy();
        reject(signal.reason);
      };
      const lost = () => settle(new Error("it closed the connection"));
      const settle: Done<T> = (error, value) => {
        signal.removeEventListener("abort", abort);
        connection.off("error", settle).off("end", lost);
        if (error) reject(error);
        else resolve(value);
      };
      if (signal.aborted) return abort();
      signal.addEventListener("abort", abort, { once: true });
      connection.on("error", settle).on("end", lost);
      run(settle);
    });
  }
}

async function openSocket(config: SmtpConfig, signal: AbortSignal): Promise<Socket> {
  const { host, port } = config;
  const isSecure = config.security === "tls";
  const socket = isSecure
    ? // RFC 6066 §3: an address is no server name.
      connectSecure({
        host,
        port,
        servername: isIP(host) ? undefined : host,
        ca: config.certificateAuthority,
      })
    : connectPlain({ host, port });
  try {
    await once(socket, isSecure ? "secureConnect" : "connect", { signal });
  } catch (error) {
    socket.destroy();
    // Node's own AbortError hides what the signal was aborted for.
    throw signal.aborted ? signal.reason : error;
  }
  return socket.setKeepAlive(true).setNoDelay(true);
}
