import type { Ctx } from "@/lib/access";
import { paidChannelsOf } from "@/lib/delivery";
import type { Finding } from "../rules";
import type { Subject } from "../subject";
import type { Volume } from "../volumes";
import { findPrefixes } from "./find-prefixes";
import { judgeDestination } from "./prefix-rules";
import { wakePrefixWatch } from "./watch-prefixes";

/** What rules about phone prefixes say of a message. Only messages that cost money are looked at. */
export async function assessPrefixes(
  { project }: Ctx,
  { type, normalized, country, channel }: Subject,
): Promise<{ finding: Finding | null; volumes: Volume[] }> {
  if (type !== "phone" || !(await paidChannelsOf(project.id)).has(channel))
    return { finding: null, volumes: [] };
  wakePrefixWatch();
  const known = await findPrefixes(project.id, normalized, country);
  return judgeDestination({ number: normalized, country }, known);
}
