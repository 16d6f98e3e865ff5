import { CachedLookup } from "@/lib/cached-lookup";
import { onChange } from "@/lib/db";
import { findProject, type Project } from "@/lib/projects";
import type { Challenge, OpenChallenges, OpenedChallenge, StaleReason } from "../challenge";
import { providersFor } from "../providers/providers-for";
import type { ProviderRow } from "../providers/repository";
import { suppressedAmong } from "../suppressions/repository";
import { unknownRecipientMessage } from "../unknown-recipient-message";
import { unneededFallbacks } from "./fallbacks/repository";
import { skipped, undeliverable } from "./outcomes";
import type { ClaimedDelivery, Finish, SendableDelivery } from "./repository";

/** A delivery to send, with everything that is needed. */
export interface DeliveryJob {
  delivery: SendableDelivery;
  project: Project;
  challenge: Challenge;
  providers: readonly ProviderRow[];
  /** The monotonic time in milliseconds when the claim was made. */
  claimedAt: number;
  /** When the challenge's remaining lifetime was measured, on the same clock. */
  openedAt: number;
  /** The try at the first provider was recorded with the delivery, before it is made. */
  isBegun: boolean;
}

const projects = new CachedLookup(findProject);
onChange((change) => {
  if (!change) projects.clear();
  else if (change.table === "projects") projects.delete(change.key);
});

/**
 * Opens all challenges at once, or one by one if that fails: a row that can no longer be read, because its secret was
 * removed, must not block the others. Null for such a row. Throws if none can be read.
 */
async function openAll(
  claimed: readonly ClaimedDelivery[],
  open: OpenChallenges,
): Promise<(OpenedChallenge | null)[]> {
  const wanted = claimed.map(({ verificationId, generation }) => ({ verificationId, generation }));
  try {
    return await open(wanted);
  } catch (error) {
    const each = await Promise.allSettled(wanted.map((one) => open([one])));
    if (each.every(({ status }) => status === "rejected")) throw error;
    return each.map((one) => (one.status === "fulfilled" ? one.value[0]! : null));
  }
}

/**
 * Sorts claimed deliveries into those that are finished without sending anything, and jobs. One statement for all their
 * challenges; providers and projects are cached for a few seconds. Rows that cannot be read wait until their lease expires.
 */
export async function openClaimed(
  claimed: readonly ClaimedDelivery[],
  openChallenges: OpenChallenges,
): Promise<{ finishes: Finish[]; jobs: DeliveryJob[] }> {
  const now = performance.now();
  const [opened, suppressed, unneeded] = await Promise.all([
    openAll(claimed, openChallenges),
    suppressedAmong(claimed),
    // A fallback that was tried already is retried like any other message.
    unneededFallbacks(claimed.filter(({ trigger, tryCount }) => trigger !== "request" && tryCount === 0)),
  ]);
  const finishes: Finish[] = [];
  const jobs: DeliveryJob[] = [];
  for (const [at, row] of claimed.entries()) {
    const answer = opened[at];
    if (!answer) continue;
    const other = !answer.ok && answer.reason === "decoy" ? unknownRecipientMessage(row) : null;
    if (!answer.ok && !other) {
      finishes.push(stale(row, answer.reason));
      continue;
    }
    if (unneeded.has(row.id)) {
      finishes.push(skipped(row, "not_needed"));
      continue;
    }
    if (suppressed.has(row.id)) {
      finishes.push(skipped(row, "suppressed"));
      continue;
    }
    const { delivery, challenge } = other ?? {
      delivery: row,
      challenge: (answer as Extract<OpenedChallenge, { ok: true }>).challenge,
    };
    const project = await projects.get(delivery.projectId);
    if (!project) {
      finishes.push(skipped(delivery, "unknown"));
      continue;
    }
    const providers = await providersFor(project, delivery.channel, delivery.recipient);
    if (providers.length === 0) finishes.push(undeliverable(delivery, "no_provider", null));
    else
      jobs.push({
        delivery,
        project,
        challenge,
        providers: chosenFirst(providers, row.chosenProviderId),
        claimedAt: now,
        openedAt: now,
        isBegun: false,
      });
  }
  return { finishes, jobs };
}

function chosenFirst(providers: readonly ProviderRow[], chosen: string | null): readonly ProviderRow[] {
  return chosen === null
    ? providers
    : providers.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
}

/**
 * The outcome of a message whose challenge can no longer be answered. An expired code was needed and failed; any other message
 * was not needed, and neither was a fallback for a failure that did not happen.
 */
export function stale(
  delivery: SendableDelivery,
  reason: StaleReason,
  withdrawn: number | null = null,
): Finish {
  if (reason !== "expired") return skipped(delivery, reason, withdrawn);
  if (delivery.trigger !== "request" && delivery.tryCount === (withdrawn ?? 0))
    return skipped(delivery, "not_needed", withdrawn);
  return undeliverable(delivery, reason, null, withdrawn);
}
