import type { PauseReason, PrefixKind } from "@/drizzle/schema";
import type { ProtectionRule } from "@/lib/projects";
import { hour } from "@/lib/time";
import type { Finding } from "../rules";
import type { Volume } from "../volumes";
import { beginningsOf, blockOf } from "./number-prefixes";
import {
  allowedGrowth,
  familiarFrom,
  firstPauseSeconds,
  leastAllowed,
  mostLimited,
  probes,
} from "./thresholds";

export interface Pause {
  prefix: string;
  kind: PrefixKind;
  reason: PauseReason;
  numbers: Record<string, number> | null;
  /** Null: until somebody reopens it. */
  secondsLeft: number | null;
  /** Whether the pause is over and probes are sent. */
  isProbed: boolean;
}

/** The history of a prefix. */
export interface History {
  busiestHour: number;
  verified: number;
}

/** What is known of the prefixes of a number. */
export interface KnownPrefixes {
  /** By prefix. */
  pauses: ReadonlyMap<string, Pause>;
  /** By prefix: the number's block, its country, and `unfamiliar`. */
  histories: ReadonlyMap<string, History>;
  /** Whether every message to the country in the last day was answered, or there was none. Only looked up where it matters. */
  isCountryQuiet: boolean;
}

export const unfamiliar = "unfamiliar";

interface Destination {
  number: string;
  country: string | null;
}

/** What rules about prefixes say of a message. */
export function judgeDestination(
  { number, country }: Destination,
  { pauses, histories, isCountryQuiet }: KnownPrefixes,
): { finding: Finding | null; volumes: Volume[] } {
  const block = blockOf(number);
  const verifiedIn = (prefix: string | null) => (prefix && histories.get(prefix)?.verified) || 0;
  const isBlockFamiliar = verifiedIn(block) >= familiarFrom.block;
  const isCountryFamiliar = verifiedIn(country) >= familiarFrom.country;
  const isConcerned = ({ kind, reason }: Pause) => {
    if (reason === "manual") return true;
    if (kind === "country") return !isBlockFamiliar;
    // An attack on other countries must not shut out the first people of this one.
    return kind !== "unfamiliar" || !(isBlockFamiliar || isCountryFamiliar || isCountryQuiet);
  };
  const all = [...beginningsOf(number), ...(country ? [country] : []), unfamiliar];
  const found = all.flatMap((prefix) => pauses.get(prefix) ?? []).filter(isConcerned);
  const paused = found.find(({ isProbed }) => !isProbed);
  if (paused) return { finding: findingOf(paused), volumes: [] };

  const limited: [prefix: string | null, least: number][] = [[block, leastAllowed.block]];
  if (!isBlockFamiliar) limited.push([country, leastAllowed.country]);
  if (!isBlockFamiliar && !isCountryFamiliar) limited.push([unfamiliar, leastAllowed.unfamiliar]);
  const velocities = limited.flatMap(([prefix, least]) => {
    const max = Math.max(least, allowedGrowth * ((prefix && histories.get(prefix)?.busiestHour) || 0));
    return prefix === null || max > mostLimited ? [] : [velocityOf(prefix, max)];
  });
  // A sequence is over when its pause is.
  const probed = found.filter(({ reason }) => reason === "conversion");
  return { finding: null, volumes: [...probed.map(probeOf), ...velocities] };
}

function velocityOf(prefix: string, max: number): Volume {
  return { rule: "prefix_velocity", key: prefix, amount: 1, max, windowSeconds: hour, isEnforced: true };
}

/** Shorter than any pause, so that each is followed by as many probes. */
function probeOf(pause: Pause): Volume {
  return {
    rule: ruleOf(pause),
    key: pause.prefix,
    amount: 1,
    max: probes,
    windowSeconds: firstPauseSeconds.conversion,
    isEnforced: true,
  };
}

function ruleOf({ kind, reason }: Pause): ProtectionRule {
  if (reason === "sequence") return "sequential_numbers";
  return kind === "country" ? "country_paused" : "prefix_paused";
}

function findingOf(pause: Pause): Finding {
  return {
    rule: ruleOf(pause),
    key: pause.prefix,
    explanation: explanationOf(pause),
    ...(pause.numbers && { numbers: pause.numbers }),
    retryAfterSeconds: pause.secondsLeft,
  };
}

function explanationOf({ prefix, kind, reason, numbers }: Pause): string {
  const to = { block: prefix, range: prefix, country: prefix, unfamiliar: "unfamiliar destinations" }[kind];
  switch (reason) {
    case "manual":
      return `Messages to ${to} were paused by a person or backend.`;
    case "sequence":
      return `Messages to ${to} are paused, because codes were requested for ${numbers?.numbers ?? "many"} numbers close together.`;
    case "conversion":
      return `Messages to ${to} are paused, because only ${numbers?.verified ?? 0} of ${numbers?.sent ?? "many"} led to a verification.`;
  }
}
