/**
 * Counts the round trips of a start and its check. The real route handlers run in this process, without worker or
 * server, and reach the database through a relay that counts what comes back.
 */
import { type AddressInfo, connect, createServer } from "node:net";
import { closeDb } from "@/lib/db";
import { fromTypeId } from "@/lib/id";
import { listProjects } from "@/lib/projects";
import { findById } from "@/lib/verification/queries/repository";
import { codeOf } from "@/lib/verification/secret";
import { answer } from "../child";
import { recipientOf } from "../load";
import { ReadyCounter } from "../ready-counter";

export interface StatementCount {
  start: number;
  check: number;
}

export type StatementSkills = { count(input: { first: number; cycles: number }): Promise<StatementCount> };

answer({ count } satisfies StatementSkills);

const counters = new Set<ReadyCounter>();
const countedSoFar = () => [...counters].reduce((sum, counter) => sum + counter.count, 0);

async function count({ first, cycles }: { first: number; cycles: number }): Promise<StatementCount> {
  await relayDatabase();
  const { POST: startHandler } = await import("@/app/(native)/api/v1/verifications/route");
  const { POST: checkHandler } = await import("@/app/(native)/api/v1/verifications/[id]/attempts/route");
  const [project] = await listProjects();

  const startOne = async (n: number) => {
    const response = await startHandler(post({ email: recipientOf(n) }), { params: Promise.resolve({}) });
    if (response.status !== 201) throw new Error(`A start was answered ${response.status}.`);
    return ((await response.json()) as { id: string }).id;
  };
  const checkOne = async (id: string, code: string) => {
    const response = await checkHandler(post({ code }), { params: Promise.resolve({ id }) });
    if (response.status !== 200) throw new Error(`A check was answered ${response.status}.`);
  };
  const codeFor = async (id: string) => codeOf((await findById(project!.id, fromTypeId("ver", id)!))!);

  // What is remembered for seconds (the key, its project, the providers) is asked for once, before the count.
  const warm = await startOne(first);
  await checkOne(warm, await codeFor(warm));

  const counts = { start: 0, check: 0 };
  for (let n = first + 1; n <= first + cycles; n++) {
    const before = countedSoFar();
    const id = await startOne(n);
    counts.start += countedSoFar() - before;
    const code = await codeFor(id);
    const between = countedSoFar();
    await checkOne(id, code);
    counts.check += countedSoFar() - between;
  }
  await closeDb();
  return { start: counts.start / cycles, check: counts.check / cycles };
}

function post(body: unknown): Request {
  return new Request("http://127.0.0.1/api/v1", {
    method: "POST",
    headers: { authorization: `Bearer ${process.env.BOOTSTRAP_API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Puts a counting relay between this process and its database. Before the environment is read for the first time. */
async function relayDatabase(): Promise<void> {
  const url = new URL(process.env.DATABASE_URL!);
  const [host, port] = [url.hostname, Number(url.port || 5432)];
  const relay = createServer((client) => {
    const counter = new ReadyCounter();
    counters.add(counter);
    const server = connect(port, host);
    server.on("data", (chunk) => counter.push(chunk));
    server.on("error", () => client.destroy());
    client.on("error", () => server.destroy());
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  url.hostname = "127.0.0.1";
  url.port = String((relay.address() as AddressInfo).port);
  process.env.DATABASE_URL = url.href;
}
