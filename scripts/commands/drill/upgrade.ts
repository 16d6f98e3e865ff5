import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { newInstallation, startServer, stopServer } from "../bench/subject";
import { Explanation, findFreePort, step } from "./application";
import { Clients, Inbox } from "./clients";
import { assess, type Outcome } from "./ledger";
import { startPair } from "./servers";

const loadSeconds = 5;
const messageSeconds = 90;

/**
 * Runs an earlier version under load, starts this one beside it on the same database, and then ends the earlier one. Meanwhile
 * both serve, as behind a load balancer: each request goes to another one than the last.
 */
export async function upgrade(
  given: string,
  clientCount: number,
  stops: (() => Promise<void> | void)[],
): Promise<Outcome> {
  const folder = resolve(given);
  if (!existsSync(join(folder, ".next", "countersign-stamp")))
    throw new Explanation(`There is no build in ${folder}. Make one there first:\n\n  npm run build`);
  const pair = await step("Starting a PostgreSQL", startPair);
  stops.push(pair.stop);
  const { port, apiKey, env } = await newInstallation(pair.primary.url);
  const earlier = await step("Starting the earlier version", () => startServer(env, { folder }));
  stops.push(() => stopServer(earlier));
  await pair.primary.ask(
    `update projects set settings = jsonb_set(settings, '{requestsPerMinute}', '100000000') returning 1 as done`,
    "done",
  );

  const ports = [port];
  let requests = 0;
  const subject = {
    apiKey,
    get port() {
      return ports[requests++ % ports.length]!;
    },
  };
  const inbox = await Inbox.open();
  stops.push(() => inbox.close());
  const clients = new Clients(subject, inbox);
  await clients.prepare();
  clients.start(clientCount);
  await step(`${clientCount} clients at work`, () => pause(loadSeconds * 1000));
  const startedAt = performance.now();
  const nextPort = await findFreePort();
  const next = await step("Starting this version beside it, which applies its migrations", () =>
    startServer({ ...env, PORT: String(nextPort) }),
  );
  stops.push(() => stopServer(next));
  ports.push(nextPort);
  await step("Both serve", () => pause(loadSeconds * 1000));
  // A load balancer stops sending requests before the process is stopped.
  ports.shift();
  await step("Ending the earlier version", () => stopServer(earlier));
  await step("This version serves alone", () => pause(loadSeconds * 1000));
  return step("Looking for what was acknowledged", async () => {
    await clients.stop();
    const recipients = clients.ledger.entries.map(({ recipient }) => recipient);
    await clients.spendAgain();
    await inbox.untilReceived(recipients, messageSeconds);
    const found = await clients.lookUp();
    return assess(clients.ledger, { failedAt: startedAt, found, received: inbox.received });
  });
}
