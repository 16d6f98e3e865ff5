import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Product, startProduct } from "./product";
import { Client, isInstalled, type ProxyName, proxyNames, type RunningProxy, startProxy } from "./proxies";

/* Two instances behind the proxies of deploy/, with its delay: one of them stops while clients start verifications. */

const clients = 16;
const pauseMs = 10;

const shared = {
  PUBLIC_URL: "https://verify.example.com",
  TRUSTED_PROXIES: "127.0.0.1",
  COUNTERSIGN_SECRETS: randomBytes(32).toString("base64url"),
  // More than the five of deploy/: on a busy machine, Caddy can be late.
  SHUTDOWN_DELAY_SECONDS: "8",
};

/** Two instances on one database. */
async function startBoth(name: ProxyName): Promise<[Product, Product]> {
  const first = await startProduct({ name: `restart_${name}`, variables: shared });
  const variables = { ...shared, DATABASE_URL: first.databaseUrl, BOOTSTRAP_API_KEY: first.apiKey };
  return [first, await startProduct({ name: `restart_${name}_other`, variables })];
}

/** What a closed or closing HTTP/2 session answers. nginx closes its sessions after a reload, and clients connect again. */
const isClosing = (error: NodeJS.ErrnoException) =>
  /^ERR_HTTP2_(GOAWAY|INVALID|STREAM)/.test(error.code ?? "");

/** A client that starts verifications until `isOver`. Adds the status of each response to `statuses`. */
async function load(connect: () => Client, prefix: string, statuses: number[], isOver: () => boolean) {
  let client = connect();
  for (let n = 0; !isOver(); n++) {
    const body = JSON.stringify({ email: `${prefix}-${n}@example.com` });
    try {
      statuses.push((await client.ask("POST", "/api/v1/verifications", body)).status);
    } catch (error) {
      if (!isClosing(error as NodeJS.ErrnoException)) throw error;
      client.close();
      client = connect();
    }
    await pause(pauseMs);
  }
  client.close();
}

it.each(proxyNames.filter(isInstalled))(
  "behind %s, no request fails while an instance stops",
  async (name) => {
    const [first, second] = await startBoth(name);
    const proxy: RunningProxy = await startProxy(name, first.port, second.port);
    const headers = { authorization: `Bearer ${first.apiKey}` };
    const statuses: number[] = [];
    let isOver = false;
    const loads = Array.from({ length: clients }, (_, at) =>
      load(
        () => new Client(proxy, headers, `127.0.6.${at + 1}`),
        `person-${at}`,
        statuses,
        () => isOver,
      ),
    );
    const more = (count: number) => {
      const wanted = statuses.length + count;
      return expect.poll(() => statuses.length, { timeout: 30_000 }).toBeGreaterThan(wanted);
    };

    await more(100);
    proxy.takeOut(first.port);
    await first.stop();
    // Also while the proxy may still believe that it serves.
    await more(400);
    isOver = true;
    await Promise.all(loads);
    expect(statuses.filter((status) => status !== 201)).toEqual([]);
    await proxy.stop();
    await second.stop();
  },
);
