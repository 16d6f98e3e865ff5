import type { Ctx } from "@/lib/access";
import type { Finding, ProtectionRule } from "./rules";
import { toDollars } from "./spending/dollars";
import type { Subject } from "./subject";

/**
 * An amount that messages add to, of which at most `max` fit into any `windowSeconds`. Counted in steps of a sixtieth of the
 * window, so that its size doesn't depend on the amount.
 */
export interface Volume {
  rule: ProtectionRule;
  /** Unique in the project and rule. */
  key: string;
  /** What this message adds. */
  amount: number;
  max: number;
  windowSeconds: number;
  /** Whether a full volume refuses the message. Otherwise it is only counted. */
  isEnforced: boolean;
}

/** The volumes of one message that the project limits. */
export function volumesOf({ project }: Ctx, { channel }: Subject): Volume[] {
  return project.settings.protection.volumeLimits
    .filter((limit) => limit.channel === null || limit.channel === channel)
    .map(({ channel: of, max, windowSeconds }) => ({
      rule: "volume_limit",
      key: `${of ?? "project"}/${windowSeconds}`,
      amount: 1,
      max,
      windowSeconds,
      isEnforced: true,
    }));
}

/** Why a volume that is full refuses a message. */
export function findingOfVolume(volume: Volume, used: number): Finding {
  const { rule, key, windowSeconds } = volume;
  const retryAfterSeconds = Math.ceil(windowSeconds / 60);
  return { rule, key, retryAfterSeconds, ...explain(volume, used) };
}

function explain(
  { rule, amount, max, windowSeconds }: Volume,
  used: number,
): Pick<Finding, "explanation" | "numbers"> {
  if (rule === "spend_cap") {
    const [price, spent, cap] = [amount, used, max].map(toDollars) as [number, number, number];
    return {
      explanation: `The project's messages to phones may cost $${cap} in 24 hours. $${spent} is spent, and this one costs about $${price}.`,
      numbers: { price, spent, cap },
    };
  }
  const explanations: Partial<Record<ProtectionRule, string>> = {
    volume_limit: `The project sends at most ${max} messages in ${windowSeconds} seconds.`,
  };
  return {
    explanation: explanations[rule] ?? "Too much was sent.",
    numbers: { used, max, windowSeconds },
  };
}
