import net from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { isOutage } from "@/lib/http/outage";
import { db, reopenDb } from "./client";
import { useTestDatabase } from "./testing";

process.env.DATABASE_TIMEOUT_SECONDS = "0.5";
useTestDatabase();

/** Forwards to the database until it is frozen: connections stay open, new ones are accepted, and no data passes. */
const sockets: net.Socket[] = [];
let held: (() => void)[] | undefined;
const server = net.createServer((client) => {
  const upstream = net.connect(Number(target.port || 5432), target.hostname);
  forward(client, upstream);
  forward(upstream, client);
});

function forward(from: net.Socket, to: net.Socket): void {
  sockets.push(from.on("error", () => {}));
  from.on("data", (chunk) => (held ? held.push(() => to.write(chunk)) : to.write(chunk)));
}

const target = new URL(process.env.DATABASE_URL!);

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => "no failure",
    (error: unknown) => error,
  );

it("a statement that takes too long fails like an outage, and the connection serves the next one", async () => {
  expect(isOutage(await failureOf(db().execute(sql`select pg_sleep(1)`)))).toBe(true);
  expect(await db().execute(sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
});

it("so does a transaction", async () => {
  const slow = db().transaction(async (tx) => void (await tx.execute(sql`select pg_sleep(1)`)));
  expect(isOutage(await failureOf(slow))).toBe(true);
});

it("an error of PostgreSQL is passed on unchanged", async () => {
  const failure = await failureOf(db().execute(sql`select nonsense`));
  expect(isOutage(failure)).toBe(false);
});

it("with a frozen database every statement fails in time, queued ones included, and works again afterwards", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await reopenDb({ host: "127.0.0.1", port });
  expect(await db().execute(sql`select 1 as one`)).toHaveLength(1);
  held = [];
  const failures = await Promise.all(
    Array.from({ length: 40 }, () => failureOf(db().execute(sql`select 1`))),
  );
  expect(failures.every(isOutage)).toBe(true);
  const late = held;
  held = undefined;
  for (const pass of late) pass();
  await expect.poll(() => failureOf(db().execute(sql`select 1`)), { timeout: 20_000 }).toBe("no failure");
});
