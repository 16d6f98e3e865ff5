import type { NamedPolicy, Policy, Project } from "@/lib/projects";
import { hour, minute } from "@/lib/time";
import { codeRules } from "../policies";

/** How long a record of the Account API may be answered, and presented. */
const recordSeconds = 10 * minute;

/** How long an interaction of the Experience API lives, and all that is proven in it. */
export const interactionSeconds = hour;

/** The vendor's sentinel: wrong answers of an hour, and then none at all for a while. */
function sentinel({ settings }: Project, by: "recipient" | "user"): Pick<Policy, "guessBudgets"> {
  const { maxAttempts, lockoutDuration } = settings.dialects.logto.signInExperience.sentinelPolicy;
  return {
    guessBudgets: [{ by, wrong: maxAttempts, windowSeconds: hour, lockSeconds: lockoutDuration * minute }],
  };
}

/** Each record is answered by its id, beside all others. */
function rules(project: Project, lifetimeSeconds: number, by: "recipient" | "user"): Partial<Policy> {
  const { lifetimeSeconds: codeLifetimeSeconds, ...codes } = codeRules(project);
  return {
    ...codes,
    ...sentinel(project, by),
    lifetimeSeconds,
    codeLifetimeSeconds,
    match: "normalized",
    again: "separate",
  };
}

const recordPolicyName = "logto.record";

/** A record of the Account API. Wrong passwords count for the user, wrong codes for the identifier. */
export function recordPolicy(project: Project, by: "recipient" | "user" = "recipient"): NamedPolicy {
  return { name: recordPolicyName, differences: rules(project, recordSeconds, by) };
}

/** An account that a backend lets a person prove, to link it to a user. Many may be under way at once. */
export const identityPolicy: NamedPolicy = {
  name: "logto.identity",
  differences: { lifetimeSeconds: recordSeconds, again: "separate", bind: "never" },
};

const experiencePolicyName = "logto.experience";

/**
 * Anybody may open an interaction, so one network gets no more than this, to whomever. Logto has no such bound; this one is
 * wide enough for a school behind one address (docs/security.md #20).
 */
const perNetwork = { by: "network", max: 600, windowSeconds: hour } as const;

/** A record of an interaction. `knownOnly`: unknown recipients get no message, but the same response. */
export function experiencePolicy(project: Project, { knownOnly = false } = {}): NamedPolicy {
  const recipients = knownOnly ? "known" : "any";
  const common = rules(project, interactionSeconds, "recipient");
  const sendLimits = [...(common.sendLimits ?? []), perNetwork];
  return { name: experiencePolicyName, differences: { ...common, sendLimits, recipients } };
}
