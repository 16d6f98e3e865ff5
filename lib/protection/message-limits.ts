import { addressKey, addressOf, type Ctx, networkKey } from "@/lib/access";
import { defaultProtectionLimits, type ProtectionLimit } from "@/lib/projects";
import { emailFamily, hasDottedSpellings, isReservedDomain } from "./email-family";
import type { Subject } from "./subject";

/** One window that a message is counted in. */
export interface MessageLimit {
  /** Unique in the project. Begins with what it counts by and a slash. */
  key: string;
  max: number;
  windowSeconds: number;
}

/** The windows of one message that follow from its recipient and the person's device. What is not known is not counted. */
export function messageLimitsOf({ project, endUser }: Ctx, { type, normalized }: Subject): MessageLimit[] {
  const recipient = `${type}:${normalized}`;
  const family =
    type === "email" && !isReservedDomain(normalized) ? `email:${emailFamily(normalized)}` : recipient;
  const subjects: Record<ProtectionLimit["by"], string | null> = {
    recipient,
    // Most addresses are the only spelling in use. Counting them once is enough, but not where dots make hundreds of others.
    family: family === recipient && !hasDottedSpellings(family) ? null : family,
    address: addressKey(addressOf(endUser)),
    network: networkKey(addressOf(endUser)),
    device: endUser?.deviceId ?? null,
  };
  return (project.settings.protection.limits ?? defaultProtectionLimits).flatMap(
    ({ by, max, windowSeconds }) => {
      const subject = subjects[by];
      return subject === null ? [] : [{ key: `${by}/${subject}`, max, windowSeconds }];
    },
  );
}
