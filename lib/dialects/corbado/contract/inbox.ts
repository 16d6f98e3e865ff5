import { afterAll, beforeAll } from "vitest";
import { aContext } from "@/lib/access/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { log } from "@/lib/log";
import { type InboxMessage, openChallenges, readInbox } from "@/lib/verification";
import type { Client } from "./harness";

/** Runs the outbox worker during the file's tests. It delivers to each project's inbox. */
export function useWorker(): void {
  let worker: Worker;
  beforeAll(() => {
    worker = startWorker({ openChallenges, log });
  });
  afterAll(() => worker.stop());
}

/** The newest message to this address in the project's inbox. */
export async function messageTo(client: Client, to: string): Promise<InboxMessage> {
  const ctx = aContext(client.project, { dialect: "corbado" });
  for (let i = 0; i < 100; i++) {
    const { messages } = await readInbox(ctx, { to, limit: 1 });
    if (messages[0]) return messages[0];
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`No message to ${to}.`);
}
