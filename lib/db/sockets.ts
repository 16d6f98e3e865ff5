import net from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** The servers of a `DATABASE_URL`, as the driver parses it. */
interface Servers {
  host: string[];
  port: number[];
  /** Of a Unix socket. False if the server is reached over TCP. */
  path: string | false;
}

interface Server {
  host: string;
  port: number;
}

interface Opened {
  openedAt: number;
  bytesRead: number;
  /** When we last saw that more bytes had arrived. */
  heardAt: number;
}

/** How long a server whose connection has ended is left alone. Otherwise an outage would be a loop without a pause. */
const pauseMs = 250;

/**
 * The sockets of a pool. They connect to the server whose last connection ended the longest ago, so when a server fails, all
 * connections move to the next one. A standby that refuses us counts as failed.
 */
export class Sockets {
  readonly #open = new Map<net.Socket, Opened>();
  readonly #endedAt = new Map<string, number>();
  #isStopped = false;

  /** The driver's `socket` option. The driver itself waits for the connection. */
  readonly open = async ({ host, port, path }: Servers): Promise<net.Socket> => {
    const server = this.#choose(host.map((name, at) => ({ host: name, port: port[at]! })));
    const pauseLeft = this.#whenEnded(server) + pauseMs - performance.now();
    if (pauseLeft > 0) await pause(pauseLeft);
    // A driver that is closed while it connects would try again and again.
    if (this.#isStopped) return new Promise(() => {});
    const socket = new Socket(() => {
      this.#open.delete(socket);
      this.#endedAt.set(keyOf(server), performance.now());
    });
    const now = performance.now();
    this.#open.set(socket, { openedAt: now, bytesRead: 0, heardAt: now });
    // The driver reads the server's name from here, for TLS and for its errors.
    return Object.assign(path ? socket.connect(path) : socket.connect(server), server);
  };

  /** Records which connections have received something, and returns the current instant (`performance.now()`). */
  listen(): number {
    const now = performance.now();
    for (const [{ bytesRead }, opened] of this.#open) {
      if (bytesRead !== opened.bytesRead) Object.assign(opened, { bytesRead, heardAt: now });
    }
    return now;
  }

  /** Ends the connections that have received nothing since an instant that `listen` returned. */
  endSilentSince(instant: number): void {
    this.listen();
    this.#end(({ heardAt }) => heardAt <= instant);
  }

  /** Ends the connections that were opened before an instant that `listen` returned. */
  endOpenedBefore(instant: number): void {
    this.#end(({ openedAt }) => openedAt <= instant);
  }

  /** Stops opening connections. */
  stop(): void {
    this.#isStopped = true;
  }

  #choose(servers: Server[]): Server {
    return servers.reduce((best, next) => (this.#whenEnded(next) < this.#whenEnded(best) ? next : best));
  }

  #whenEnded(server: Server): number {
    return this.#endedAt.get(keyOf(server)) ?? Number.NEGATIVE_INFINITY;
  }

  #end(isOver: (opened: Opened) => boolean): void {
    for (const [socket, opened] of this.#open) if (isOver(opened)) socket.destroy();
  }
}

const keyOf = ({ host, port }: Server) => `${host}:${port}`;

let closing: Promise<unknown> = Promise.resolve();

/**
 * Sockets are closed one after the other, each in its own turn of the event loop. If one closes while the driver has scheduled
 * a write to it, the driver (3.4.9) never writes to that connection's successor. This happens if several close at once: a
 * statement that failed with the first one is tried again on the second. With TLS, the driver closes a socket of its own above
 * this one, so only the closing of this one is noticed here.
 */
class Socket extends net.Socket {
  #isClosing = false;

  constructor(private readonly onEnd: () => void) {
    super();
  }

  /** Not with listeners: with TLS the driver removes them, and there are no data events here. */
  override destroy(error?: Error): this {
    if (this.#isClosing) return this;
    this.#isClosing = true;
    this.onEnd();
    closing = closing.then(() => pause(1)).then(() => super.destroy(error));
    return this;
  }
}
