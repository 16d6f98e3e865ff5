import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

const patienceMs = 5000;

export type Greeting = { ok: true } | { ok: false; reason: string };

/**
 * Connects to a mail server as a provider's config says, and waits for its greeting (RFC 5321 §3.1). Sends nothing and
 * needs no password; whether it lets us in, the provider's test tells.
 */
export async function greet(config: Record<string, unknown>): Promise<Greeting> {
  const { host, port, security, certificateAuthority } = config;
  const [toHost, toPort] = [String(host), Number(port)];
  const socket =
    security === "tls"
      ? connectTls({
          host: toHost,
          port: toPort,
          servername: toHost,
          ca: certificateAuthority as string | undefined,
        })
      : connectPlain({ host: toHost, port: toPort });
  return firstWords(socket).finally(() => socket.destroy());
}

function firstWords(socket: Socket): Promise<Greeting> {
  return new Promise((resolve) => {
    const no = (reason: string) => resolve({ ok: false, reason });
    socket.setTimeout(patienceMs, () => no(`no greeting in ${patienceMs / 1000} seconds`));
    socket.once("error", (error) => no(error.message));
    socket.once("close", () => no("it hung up without a greeting"));
    socket.once("data", (words) => {
      const line = words.toString("latin1").split(/\r?\n/)[0] ?? "";
      if (line.startsWith("220")) resolve({ ok: true });
      else no(`it said “${line.slice(0, 100).replace(/\p{Cc}/gu, "")}”`);
    });
  });
}
