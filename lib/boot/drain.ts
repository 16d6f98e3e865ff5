import { drainOutbox, onDueWithoutWorker } from "@/lib/delivery";
import { errorFields, log } from "@/lib/log";
import { watchPrefixes } from "@/lib/protection";
import { countHours } from "@/lib/statistics";
import { admitFallback, openChallenges } from "@/lib/verification";
import { drainWebhooks, type WebhookFormats } from "@/lib/webhooks";
import { logRetention, runRetention } from "./retention";

/** How long one request's messages are sent after its response, in seconds. More is left to the next call of `drain`. */
const afterResponseSeconds = 15;

/** What `drain` has done. */
export interface Drained {
  /** Claimed deliveries, whatever became of them. */
  deliveries: number;
  /** Requests to webhook endpoints. */
  webhooks: number;
}

/**
 * Does everything that the worker, the webhook sender and retention do, once, for hosts on which no process keeps running. It
 * begins nothing new after `seconds`, and ends at most 15 seconds later.
 */
export async function drain(formats: WebhookFormats, seconds: number): Promise<Drained> {
  const startedAt = performance.now();
  const secondsLeft = () => seconds - (performance.now() - startedAt) / 1000;
  // Half of the time, so that a full outbox does not hold up webhooks.
  const deliveries = await drainOutbox({ openChallenges, admitFallback, log }, seconds / 2);
  const webhooks = await drainWebhooks({ formats, log }, secondsLeft());
  if (secondsLeft() > 0) await watchPrefixes("learn");
  if (secondsLeft() > 0) await countHours();
  if (secondsLeft() > 0) logRetention(await runRetention(startedAt + seconds * 1000));
  return { deliveries, webhooks };
}

/**
 * Sends messages right after the response to the request that recorded them. `afterResponse` keeps a host from freezing the
 * process until its task has ended.
 */
export function deliverAfterResponses(afterResponse: (task: () => Promise<void>) => void): void {
  onDueWithoutWorker(() =>
    afterResponse(async () => {
      await drainOutbox({ openChallenges, admitFallback, log }, afterResponseSeconds).catch((error) =>
        log.warn("The outbox could not be read. The next call of /internal/cron/outbox tries again.", {
          error: errorFields(error),
        }),
      );
    }),
  );
}
