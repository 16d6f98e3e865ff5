import { findProject, type Project } from "@/lib/projects";
import { TtlCache } from "@/lib/ttl-cache";
import type { Challenge, OpenChallenges, StaleReason } from "../challenge";
import { providerOrderOf } from "../providers/provider-order";
import type { ProviderRow } from "../providers/repository";
import { unknownRecipientMessage } from "../unknown-recipient-message";
import { captured, skipped, undeliverable } from "./outcomes";
import type { Delivery, Finish } from "./repository";

/** A delivery to send, with everything that is needed. */
export interface DeliveryJob {
  delivery: Delivery;
  project: Project;
  challenge: Challenge;
  /** The monotonic time in milliseconds when the challenge's remaining lifetime was measured. */
  openedAt: number;
  providers: ProviderRow[];
}

/** How long projects' names and colors are cached, in milliseconds. */
const projects = new TtlCache<string, Promise<Project | null>>(1000, 4000);

function projectOf(id: string): Promise<Project | null> {
  const known = projects.get(id);
  if (known) return known;
  const found = findProject(id);
  projects.set(id, found);
  found.catch(() => projects.delete(id));
  return found;
}

type Opened = Awaited<ReturnType<OpenChallenges>>[number];
type Open = Extract<Opened, { ok: true }>;

/**
 * Opens all challenges at once, or one by one if that fails: a row that can no longer be read, because its secret was
 * removed, must not block the others. Null for such a row. Throws if none can be read.
 */
async function openAll(claimed: readonly Delivery[], open: OpenChallenges): Promise<(Opened | null)[]> {
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
 * Tells claimed deliveries apart: those that are finished without sending anything, and those that are jobs. One
 * statement for all their challenges; providers and projects are remembered for a few seconds. What cannot be read is left
 * to its lease.
 */
export async function sortBatch(
  claimed: readonly Delivery[],
  openChallenges: OpenChallenges,
): Promise<{ finishes: Finish[]; jobs: DeliveryJob[] }> {
  const openedAt = performance.now();
  const opened = await openAll(claimed, openChallenges);
  const finishes: Finish[] = [];
  const jobs: DeliveryJob[] = [];
  for (const [at, row] of claimed.entries()) {
    const answer = opened[at];
    if (!answer) continue;
    const told = !answer.ok && answer.reason === "decoy" ? unknownRecipientMessage(row) : null;
    if (!answer.ok && !told) {
      finishes.push(stale(row, answer.reason));
      continue;
    }
    const { delivery, challenge } = told ?? { delivery: row, challenge: (answer as Open).challenge };
    const [project, providers] = await Promise.all([
      projectOf(delivery.projectId),
      providerOrderOf(delivery.projectId, delivery.channel),
    ]);
    if (!project) finishes.push(skipped(delivery, "unknown"));
    else if (providers.length === 0) finishes.push(undeliverable(delivery, "no_provider"));
    else if (providers[0]!.kind === "inbox") finishes.push(captured(delivery, providers[0]!));
    else jobs.push({ delivery, project, challenge, openedAt, providers });
  }
  return { finishes, jobs };
}

/** A message that came too late was wanted by somebody; any other stale one is wanted by nobody any more. */
function stale(delivery: Delivery, reason: StaleReason): Finish {
  return reason === "expired" ? undeliverable(delivery, reason) : skipped(delivery, reason);
}
