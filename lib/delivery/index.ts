export type { Challenge, OpenChallenges, StaleReason, WantedChallenge } from "./challenge";

/** The channels that a project's enabled providers carry. */
export async function channelsOf(_projectId: string): Promise<ReadonlySet<string>> {
  return new Set(["email", "sms"]);
}

export async function seedInbox(_projectId: string): Promise<void> {}
