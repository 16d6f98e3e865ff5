import { startRequestLog } from "@/lib/access";
import { closeDb, followChanges, migrate, preparePool } from "@/lib/db";
import { startWorker, warmTemplates } from "@/lib/delivery";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { startPrefixWatch } from "@/lib/protection";
import { startCounting } from "@/lib/statistics";
import { announceStop, retire } from "@/lib/stopping";
import { startTracing } from "@/lib/telemetry";
import { admitFallback, endWaits, openChallenges } from "@/lib/verification";
import { startWebhooks, type WebhookFormats } from "@/lib/webhooks";
import { bootstrap, type Welcome, welcome } from "./bootstrap";
import { checkSecrets } from "./check-secrets";
import { deliverAfterResponses } from "./drain";
import { reencryptSecrets } from "./encryption/reencrypt";
import { addMissingPartitions, startRetention } from "./retention";
import { prepareSandbox, type Sandbox } from "./sandbox";

export { type CheckpointCheck, checkAuditCheckpoint } from "./audit-checkpoint";
export { usedKeyId } from "./check-secrets";
export { type Drained, drain } from "./drain";
export { countEncryptedOtherwise } from "./encryption/repository";
export { partitionDays } from "./repository";
export { measureOverdue, runRetention } from "./retention";

/** What `scripts/serve.mjs` needs: what to print and how to stop. */
export interface Process {
  /** Makes a console link, so call it only to show it. */
  welcome: () => Promise<Welcome>;
  /** Set if the sandbox identity provider should run. */
  sandbox: Sandbox | null;
  /** Makes `/health/ready` answer 503. */
  retire: () => void;
  /** Answers requests that wait for something, and ends streams. Their clients reconnect to another process. */
  endWaits: () => void;
  /** Finishes running work, releases claims and closes the pool. */
  stop: () => Promise<void>;
}

/** What lies in layers above. */
export interface BootOptions {
  webhookFormats: WebhookFormats;
  /** Runs a task after the response to the request under way. */
  afterResponse: (task: () => Promise<void>) => void;
}

/**
 * Starts a process: migrations, secrets, first project, worker, webhooks, retention. Throws errors that operators can
 * understand.
 */
export async function boot({ webhookFormats, afterResponse }: BootOptions): Promise<Process> {
  metrics();
  const stopTracing = await startTracing();
  await preparePool();
  await migrate();
  await addMissingPartitions();
  await checkSecrets();
  await reencryptSecrets();
  const stopFollowing = await followChanges();
  const made = await bootstrap();
  const sandbox = await prepareSandbox();
  const stopWorkers = env.WORKER === "on" ? startWorkers(webhookFormats) : null;
  if (!stopWorkers) deliverAfterResponses(afterResponse);
  warmTemplates().catch((error) => log.error("Emails could not be rendered.", { error: errorFields(error) }));
  const stopRequestLog = startRequestLog({
    onError: (error) => log.warn("Requests could not be logged.", { error: errorFields(error) }),
  });
  log.info("Ready.", { reason: env.NODE_ENV });
  return {
    welcome: () => welcome(made),
    sandbox,
    retire,
    endWaits: () => {
      announceStop();
      endWaits();
    },
    stop: async () => {
      await stopWorkers?.();
      await stopRequestLog();
      await stopFollowing();
      await closeDb();
      await stopTracing();
    },
  };
}

/** Starts what a process does between requests. Returns a function that stops it. */
function startWorkers(formats: WebhookFormats): () => Promise<void> {
  const worker = startWorker({ openChallenges, admitFallback, log });
  const webhooks = startWebhooks({ formats, log });
  const stops = [startRetention(), startCounting(), startPrefixWatch({ log })];
  return async () => {
    for (const stop of stops) stop();
    await Promise.all([worker.stop(), webhooks.stop()]);
  };
}
