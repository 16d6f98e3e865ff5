import { paidChannelsOf } from "@/lib/delivery";
import type { Channel } from "@/lib/projects";
import { findPrefixes } from "./find-prefixes";
import { judgeDestination } from "./prefix-rules";

/** The pause that stops messages to a number on a channel. Null: none does. Messages that cost nothing are never stopped. */
export async function pauseOfNumber(
  projectId: string,
  channel: Channel,
  number: string,
  country: string | null,
): Promise<{ prefix: string; explanation: string } | null> {
  if (!(await paidChannelsOf(projectId)).has(channel)) return null;
  const { finding } = judgeDestination({ number, country }, await findPrefixes(projectId, number, country));
  return finding && { prefix: finding.key, explanation: finding.explanation };
}
