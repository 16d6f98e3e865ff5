import { findProject, type Project } from "@/lib/projects";
import { ShortMemory } from "@/lib/short-memory";
import type { Challenge, OpenChallenges } from "../challenge";
import type { ProviderRow } from "../providers/repository";
import { roadOf } from "../providers/road";
import { captured, skipped, undeliverable } from "./last-word";
import type { Delivery, Finish } from "./repository";

/** A delivery that has to be sent, with all that sending it takes. */
export interface Job {
  delivery: Delivery;
  project: Project;
  challenge: Challenge;
  /** Monotonic milliseconds at which the challenge's life was what it says. */
  openedAt: number;
  road: ProviderRow[];
}

/** Names and colours may be this old, in milliseconds. */
const projects = new ShortMemory<string, Promise<Project | null>>(1000, 4000);

function projectOf(id: string): Promise<Project | null> {
  const known = projects.get(id);
  if (known) return known;
  const found = findProject(id);
  projects.set(id, found);
  found.catch(() => projects.delete(id));
  return found;
}

/**
 * Tells claimed deliveries apart: those that are finished without sending anything, and those that are jobs. One
 * statement for all their challenges; providers and projects are remembered for a few seconds.
 */
export async function sortBatch(
  claimed: readonly Delivery[],
  openChallenges: OpenChallenges,
): Promise<{ finishes: Finish[]; jobs: Job[] }> {
  const wanted = claimed.map(({ verificationId, generation }) => ({ verificationId: verificationId ?? "", generation }));
  const openedAt = performance.now();
  const opened = await openChallenges(wanted);
  const finishes: Finish[] = [];
  const jobs: Job[] = [];
  for (const [at, delivery] of claimed.entries()) {
    const answer = opened[at]!;
    if (!answer.ok) {
      finishes.push(
        answer.reason === "expired" ? undeliverable(delivery, "expired") : skipped(delivery, answer.reason),
      );
      continue;
    }
    const [project, road] = await Promise.all([
      projectOf(delivery.projectId),
      roadOf(delivery.projectId, delivery.channel),
    ]);
    if (!project) finishes.push(skipped(delivery, "unknown"));
    else if (road.length === 0) finishes.push(undeliverable(delivery, "no_provider"));
    else if (road[0]!.kind === "inbox") finishes.push(captured(delivery, road[0]!));
    else jobs.push({ delivery, project, challenge: answer.challenge, openedAt, road });
  }
  return { finishes, jobs };
}
