import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { type Product, startProduct } from "./product";
import { Client, isInstalled, type ProxyName, proxyNames, startProxy } from "./proxies";

/* Two instances behind the proxies of deploy/, with its delay: one of them stops while clients start verifications. */

const clients = 4;
const pauseMs = 20;

const shared = {
  PUBLIC_URL: "https://verify.example.com",
  TRUSTED_PROXIES: "127.0.0.1",
  COUNTERSIGN_SECRETS: randomBytes(32).toString("base64url"),
  SHUTDOWN_DELAY_SECONDS: "5",
};

/** Two instances on one database. */
async function startBoth(name: ProxyName): Promise<[Product, Product]> {
  const first = await startProduct({ name: `restart_${name}`, variables: shared });
  const variables = { ...shared, DATABASE_URL: first.databaseUrl, BOOTSTRAP_API_KEY: first.apiKey };
  return [first, await startProduct({ name: `restart_${name}_other`, variables })];
}

it.each(proxyNames.filter(isInstalled))(
  "behind %s, no request fails while an instance stops",
  async (name) => {
    const [first, second] = await startBoth(name);
    const proxy = await startProxy(name, first.port, second.port);
    const headers = { authorization: `Bearer ${first.apiKey}` };
    const answers: number[] = [];
    let isOver = false;
    const load = Array.from({ length: clients }, async (_, at) => {
      const client = new Client(proxy, headers, `127.0.6.${at + 1}`);
      for (let n = 0; !isOver; n++) {
        const body = JSON.stringify({ email: `person-${at}-${n}@example.com` });
        const { status } = await client.ask("POST", "/api/v1/verifications", body);
        answers.push(status);
        await pause(pauseMs);
      }
      client.close();
    });
    const more = async (count: number) => {
      const wanted = answers.length + count;
      await expect.poll(() => answers.length, { timeout: 30_000 }).toBeGreaterThan(wanted);
    };

    await more(50);
    await first.stop();
    await more(50);
    isOver = true;
    await Promise.all(load);
    expect(answers.filter((status) => status !== 201)).toEqual([]);
    await proxy.stop();
    await second.stop();
  },
);
