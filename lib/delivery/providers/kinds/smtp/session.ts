import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { Readable } from "node:stream";
import { connect as connectSecure } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import { env } from "@/lib/env";
import type { SmtpConfig } from "./config";
import { type Failure, isTlsFailure } from "./failure";

type Done<T> = (error?: Error | null, value?: T) => void;

/**
 * One connection to a mail server: greeted, encrypted as the config requires, and signed in.
 * The socket is ours, so that an aborted signal closes it immediately, whatever the server does.
 */
export class SmtpSession {
  readonly #socket: Socket;
  readonly #connection: SMTPConnection;
  #isOpen = true;
  /** The messages that were accepted. */
  sentCount = 0;
  /** Whether the latest message was read to be sent. If not, it can be sent again without the risk of a duplicate. */
  isDataSent = false;

  private constructor(socket: Socket, connection: SMTPConnection) {
    this.#socket = socket;
    this.#connection = connection;
    connection.on("end", () => {
      this.#isOpen = false;
    });
    // In addition to the listener of the current step: an error of an idle connection must not be unhandled.
    connection.on("error", () => {
      this.#isOpen = false;
    });
  }

  static async open(config: SmtpConfig, signal: AbortSignal): Promise<SmtpSession> {
    if (config.security !== "opportunistic") return SmtpSession.#open(config, signal);
    try {
      return await SmtpSession.#open(config, signal);
    } catch (error) {
      const failure = error as Failure;
      // The second is Node's message if the server closes the connection instead of encrypting it.
      const isTls = isTlsFailure(failure) || /before secure TLS connection/.test(failure.message);
      if (signal.aborted || !isTls) throw error;
      // RFC 7435 §3: a server whose encryption does not work is treated like one that has none.
      return SmtpSession.#open({ ...config, security: "none" }, signal);
    }
  }

  static async #open(config: SmtpConfig, signal: AbortSignal): Promise<SmtpSession> {
    const socket = await openSocket(config, signal);
    const connection = new SMTPConnection({
      connection: socket,
      host: config.host,
      secure: config.security === "tls",
      secured: config.security === "tls",
      requireTLS: config.security === "starttls",
      ignoreTLS: config.security === "none",
      opportunisticTLS: config.security === "opportunistic",
      name: new URL(env.PUBLIC_URL).hostname,
      tls: { ca: config.certificateAuthority, rejectUnauthorized: config.security !== "opportunistic" },
    });
    const session = new SmtpSession(socket, connection);
    try {
      await session.#step<void>(signal, (done) => connection.connect(done));
      const { user, password } = config;
      if (user && password) {
        const credentials = { user, pass: password };
        await session.#step<void>(signal, (done) => connection.login({ credentials }, done));
      }
      return session;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  get isOpen(): boolean {
    return this.#isOpen && !this.#socket.destroyed;
  }

  /** Sends one message and returns the server's reply. */
  async send(from: string, to: string, mail: Buffer, signal: AbortSignal): Promise<string> {
    this.isDataSent = false;
    // nodemailer reads a stream only when the server is ready for the message.
    const read = () => {
      this.isDataSent = true;
      data.push(mail);
      data.push(null);
    };
    const data = new Readable({ read });
    const reply = await this.#step<SMTPConnection.SentMessageInfo>(signal, (done) =>
      this.#connection.send({ from, to: [to], size: mail.length }, data, done),
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
