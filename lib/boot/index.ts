import { closeDb, migrate } from "@/lib/db";
import { startWorker } from "@/lib/delivery";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { bootstrap, type Welcome } from "./bootstrap";
import { checkSecrets } from "./fingerprint";
import { startRetention } from "./retention";
import { prepareSandbox, type Sandbox } from "./sandbox";

export { usedKeyId } from "./fingerprint";
export { measureOverdue, runRetention } from "./retention";

/** What the server around us needs: what to print, and how to stop. */
export interface Process {
  welcome: Welcome;
  /** Set where the sandbox identity provider is to run beside us. */
  sandbox: Sandbox | null;
  /** Finishes what is under way, lets go of what was claimed, closes the pool. */
  stop: () => Promise<void>;
}

/** Brings a process up: schema, secrets, first project, worker, retention. Throws with a reason people understand. */
export async function boot(): Promise<Process> {
  await migrate();
  await checkSecrets();
  const welcome = await bootstrap();
  const sandbox = await prepareSandbox();
  const worker = startWorker({ openChallenges, log });
  const stopRetention = startRetention();
  log.info("Ready.", { reason: env.NODE_ENV });
  return {
    welcome,
    sandbox,
    stop: async () => {
      stopRetention();
      await worker.stop();
      await closeDb();
    },
  };
}
