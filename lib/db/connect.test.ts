import net from "node:net";
import { afterEach, expect, it } from "vitest";
import { isOutage } from "@/lib/http/outage";
import { type Connected, connect, countServers, withConnection } from "./connect";
import { withTimeout } from "./statement-timeout";
import { useTestDatabase } from "./testing";

useTestDatabase();

const timeoutSeconds = 1;
const target = new URL(process.env.DATABASE_URL!);

/** A proxy to the database that can stop and freeze. */
class Server {
  connections = 0;
  readonly #server = net.createServer((client) => {
    this.connections++;
    const upstream = net.connect(Number(target.port || 5432), target.hostname);
    this.#forward(client, upstream);
    this.#forward(upstream, client);
  });
  readonly #sockets: net.Socket[] = [];
  #isFrozen = false;

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as net.AddressInfo).port}`;
  }

  freeze(): void {
    this.#isFrozen = true;
  }

  stop(): void {
    this.#server.close();
    this.drop();
  }

  /** Ends all connections. New ones are accepted. */
  drop(): void {
    for (const socket of this.#sockets.splice(0)) socket.destroy();
  }

  #forward(from: net.Socket, to: net.Socket): void {
    this.#sockets.push(from);
    from.on("error", () => {}).on("close", () => to.destroy());
    from.on("data", (chunk) => this.#isFrozen || to.write(chunk));
  }
}

const servers: Server[] = [];
const pools: Connected[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.stop();
  // Not awaited: a statement without an answer delays closing the pool for five seconds.
  for (const pool of pools.splice(0)) void pool.close();
});

async function aServer(): Promise<Server> {
  const server = await new Server().start();
  servers.push(server);
  return server;
}

function urlOf(...addresses: string[]): string {
  const { username, password, pathname } = target;
  return `postgres://${username}:${password}@${addresses.join(",")}${pathname}?target_session_attrs=read-write`;
}

function aPool(...addresses: string[]) {
  const pool = connect(urlOf(...addresses), timeoutSeconds, { max: 3 });
  pools.push(pool);
  return withTimeout(pool, timeoutSeconds * 1000);
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const nobody = "127.0.0.1:1";

it.each([
  ["postgres://user:password@one/database", 1],
  ["postgres://one:5432,two:5433/database?target_session_attrs=read-write", 2],
  ["postgres://user:pa%2Css@one,two,three", 3],
])("%s names %i servers", (url, count) => {
  expect(countServers(url)).toBe(count);
});

it("a statement finds the running server", async () => {
  const up = await aServer();
  expect(await aPool(nobody, up.address).unsafe("select 1 as one")).toMatchObject([{ one: 1 }]);
});

it("after a server has stopped, all connections move to the next one and stay there", async () => {
  const [first, second] = [await aServer(), await aServer()];
  const sql = aPool(first.address, second.address);
  const ask = () => Promise.all(Array.from({ length: 6 }, () => sql.unsafe("select 1")));
  await ask();
  expect(second.connections).toBe(0);
  first.stop();
  await expect.poll(() => failureOf(ask()), { timeout: 10_000 }).toBeNull();
  expect(second.connections).toBeGreaterThan(0);
});

it("all connections that end at once are replaced, even if statements are retried at the same moment", async () => {
  const up = await aServer();
  const sql = aPool(up.address);
  let isOver = false;
  const keepAsking = async () => {
    while (!isOver) await failureOf(sql.unsafe("select 1"));
  };
  const asking = Array.from({ length: 12 }, keepAsking);
  try {
    for (let drops = 0; drops < 3; drops++) {
      await sql.unsafe("select pg_sleep(0.05)").catch(() => {});
      up.drop();
      // Three sleeps fit into a second only next to each other, so on all of the pool's three connections.
      const all = () => Promise.all([1, 2, 3].map(() => sql.unsafe("select pg_sleep(0.4)")));
      await expect.poll(() => failureOf(all()), { timeout: 30_000 }).toBeNull();
    }
  } finally {
    // A closed pool refuses at once, so asking it would never let anything else run.
    isOver = true;
  }
  await Promise.all(asking);
});

it("connections leave a frozen server after one timeout", async () => {
  const [first, second] = [await aServer(), await aServer()];
  const sql = aPool(first.address, second.address);
  await sql.unsafe("select 1");
  first.freeze();
  expect(isOutage(await failureOf(sql.unsafe("select 1")))).toBe(true);
  expect(await failureOf(sql.unsafe("select 1"))).toBeNull();
  expect(second.connections).toBeGreaterThan(0);
});

it("a slow statement ends no connection that others use", async () => {
  const up = await aServer();
  const sql = aPool(up.address);
  const slow = failureOf(sql.unsafe("select pg_sleep(2)"));
  let isOver = false;
  void slow.then(() => {
    isOver = true;
  });
  const failures: unknown[] = [];
  while (!isOver) failures.push(await failureOf(sql.unsafe("select 1")));
  expect(isOutage(await slow)).toBe(true);
  expect(failures.filter(Boolean)).toEqual([]);
});

// Behind a pooler, a session's setting may reach another one.
it.skipIf(process.env.TEST_POOLER_URL)(
  "a server that refuses writes counts as an outage, and its connections are closed",
  async () => {
    const up = await aServer();
    const sql = aPool(up.address);
    await sql.unsafe("set default_transaction_read_only = on");
    expect(isOutage(await failureOf(sql.unsafe("create table refused ()")))).toBe(true);
    // The connection ends a moment after the refusal.
    await expect.poll(() => failureOf(sql.unsafe("create table accepted ()"))).toBeNull();
  },
);

it("while no server is up, statements fail in time, and servers are not tried without a pause", async () => {
  const closing = net.createServer((socket) => void socket.destroy());
  let tries = 0;
  closing.on("connection", () => tries++);
  await new Promise<void>((resolve) => closing.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(closing.address() as net.AddressInfo).port}`;
  expect(isOutage(await failureOf(aPool(address, nobody).unsafe("select 1")))).toBe(true);
  closing.close();
  expect(tries).toBeLessThan(10);
});

it("a dedicated connection is refused if nothing listens", async () => {
  expect(isOutage(await failureOf(withConnection(urlOf(nobody), async () => {})))).toBe(true);
});
