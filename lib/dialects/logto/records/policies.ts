import type { NamedPolicy, Policy, Project } from "@/lib/projects";
import { hour, minute } from "@/lib/time";
import { codeRules } from "../policies";

/** How long a record of the Account API can be verified and used, in seconds. */
const recordSeconds = 10 * minute;

/** The lifetime of an interaction of the Experience API and of its records, in seconds. */
export const interactionSeconds = hour;

/** The vendor's sentinel: too many wrong answers in an hour lock the identifier for a while. */
function sentinel({ settings }: Project, by: "recipient" | "user"): Pick<Policy, "guessBudgets"> {
  const { maxAttempts, lockoutDuration } = settings.dialects.logto.signInExperience.sentinelPolicy;
  return {
    guessBudgets: [{ by, wrong: maxAttempts, windowSeconds: hour, lockSeconds: lockoutDuration * minute }],
  };
}

/** Records are independent of each other and identified by their ids. */
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

/** A social account that a person verifies for a backend, which links it to a user. Several can be pending at once. */
export const identityPolicy: NamedPolicy = {
  name: "logto.identity",
  differences: { lifetimeSeconds: recordSeconds, again: "separate", bind: "never" },
};

const experiencePolicyName = "logto.experience";

/**
 * Anyone can start an interaction, so this limits the messages per network, over all recipients. Logto has no such limit; ours
 * is high enough for a school behind one address (docs/security.md #20).
 */
const perNetwork = { by: "network", max: 600, windowSeconds: hour } as const;

/** A record of an interaction. `knownOnly`: unknown recipients get no message, but the same response. */
export function experiencePolicy(project: Project, { knownOnly = false } = {}): NamedPolicy {
  const recipients = knownOnly ? "known" : "any";
  const common = rules(project, interactionSeconds, "recipient");
  const sendLimits = [...(common.sendLimits ?? []), perNetwork];
  return { name: experiencePolicyName, differences: { ...common, sendLimits, recipients } };
}
