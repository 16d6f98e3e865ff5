import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import postgres from "postgres";
import type { Subject } from "./subject";

/** What so many waiting clients cost. */
export interface WaitingCost {
  clients: number;
  /** MB of the server's memory, before the clients came and while they waited. */
  before: number;
  during: number;
  /** Transactions of the database while nobody waited, and while all did and nothing happened, over the same time. */
  idleStatements: number;
  waitingStatements: number;
  /** Until all clients had heard that their verification was canceled, all at once. */
  toldMs: number;
}

export interface WaitingOptions {
  subject: Subject;
  databaseUrl: string;
  clients: number;
  /** How long nothing happens. */
  seconds: number;
  memory: () => number;
}

/** Opens a stream of events for each of so many verifications, waits, and ends the verifications. */
export async function measureWaiting(options: WaitingOptions): Promise<WaitingCost> {
  const { subject, databaseUrl, clients, seconds, memory } = options;
  const sql = postgres(databaseUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  const streams: IncomingMessage[] = [];
  try {
    const prepared = await subject.engine.ask("prepare", { first: 0, count: clients });
    await subject.engine.ask("drained", null);
    const ids = prepared.map(({ right }) => right.id);
    const statements = () => countDuring(sql, seconds);
    const before = memory();
    const idleStatements = await statements();
    // Some at a time, as the backlog of a listening socket is short.
    for (let at = 0; at < ids.length; at += 50)
      streams.push(...(await Promise.all(ids.slice(at, at + 50).map((id) => openStream(subject, id)))));
    // Closing events of the opening connections, such as the outbox's, are over by then.
    await countDuring(sql, 2);
    const waitingStatements = await statements();
    const during = memory();

    const told = Promise.all(streams.map((stream) => once(stream, "end")));
    const startedAt = performance.now();
    await sql`update verifications set canceled_at = now(), cancel_reason = 'requested' where canceled_at is null`;
    await told;
    const toldMs = performance.now() - startedAt;
    return { clients, before, during, idleStatements, waitingStatements, toldMs };
  } finally {
    for (const stream of streams) stream.destroy();
    await sql.end();
  }
}

/** A stream that has sent its first event. */
async function openStream({ port, apiKey }: Subject, id: string): Promise<IncomingMessage> {
  const request = get({
    port,
    host: "127.0.0.1",
    path: `/api/v1/verifications/${id}/events`,
    headers: { authorization: `Bearer ${apiKey}` },
    agent: false,
  });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`A stream was answered with ${response.statusCode}.`);
  response.setEncoding("utf8");
  while (!String(await once(response, "data")).includes("event:"));
  response.resume();
  return response;
}

/** The transactions of the database in this time, without the ones that count. */
async function countDuring(sql: postgres.Sql, seconds: number): Promise<number> {
  const count = async () => {
    // Sessions report what they did with a delay.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const [row] =
      await sql`select xact_commit::float8 as count from pg_stat_database where datname = current_database()`;
    return Number(row!.count);
  };
  const before = await count();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return (await count()) - before - 1;
}
