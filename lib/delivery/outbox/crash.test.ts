import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { log } from "@/lib/log";
import { findDelivery } from "../deliveries";
import { explainTry } from "../explain-delivery";
import { type MailServer, startMailServer } from "../providers/testing";
import { claim } from "./repository";
import {
  aContext,
  aMailProvider,
  enqueue,
  makeDue,
  openFakes,
  readDelivery,
  waitUntilFinished,
} from "./testing";
import { startWorker } from "./worker";

useTestDatabase();

const children: ChildProcess[] = [];
let server: MailServer;
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await server.close();
});

/** A worker in a process of its own. */
function aChild(): ChildProcess {
  const path = fileURLToPath(new URL("crash-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", path], { env: process.env, stdio: "inherit" });
  children.push(child);
  return child;
}

test("a worker that dies between sending and recording: the message is sent again under the same id, and both tries are recorded", async () => {
  let child: ChildProcess | undefined;
  let exited: Promise<unknown> | undefined;
  server = await startMailServer({
    async onMail() {
      if (!child) return undefined;
      exited = once(child, "exit");
      child.kill("SIGKILL");
      child = undefined;
      await exited;
      return undefined;
    },
  });
  const ctx = await aContext();
  await aMailProvider(ctx, server.port);
  const [row] = await enqueue(ctx.project);
  child = aChild();
  while (server.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));

  // The server has accepted it, which we do not know. The row is leased, and no worker claims it before the lease expires.
  expect(await readDelivery(row!.id)).toMatchObject({ outcome: null, tryCount: 1 });
  expect(await claim(50, 60)).toEqual([]);
  await makeDue();

  const worker = startWorker({ openChallenges: openFakes, log });
  await waitUntilFinished(row!.id);
  await worker.stop();
  expect(server.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<${row!.id}@localhost>`));

  const found = await findDelivery(ctx, row!.id);
  const tries = found.ok ? found.value.tries : [];
  expect(tries.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, null],
    [2, "accepted"],
  ]);
  expect(tries.map(explainTry)).toEqual([
    "The mail server at 127.0.0.1 did not confirm the message, so it may or may not have been sent.",
    "The mail server at 127.0.0.1 accepted it for delivery: 250 2.0.0 Ok: queued as Q2.",
  ]);
});
