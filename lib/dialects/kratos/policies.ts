import type { KratosSettings, NamedPolicy } from "@/lib/projects";
import { day, hour } from "@/lib/time";

export type Strategy = "code" | "link";

/** The vendor has no limits. These only stop abuse. */
const generous: NonNullable<NamedPolicy["differences"]["sendLimits"]> = [
  { by: "recipient", max: 60, windowSeconds: hour },
  { by: "network", max: 1000, windowSeconds: hour },
];

/**
 * The vendor counts wrong codes per flow, and anyone can create flows. So they are also counted per recipient, up to the
 * hundred that docs/security.md #7 allows.
 */
const budget: NonNullable<NamedPolicy["differences"]["guessBudgets"]> = [
  { by: "recipient", wrong: 100, windowSeconds: day, lockSeconds: null },
];

/** The rules of a flow. */
export function flowPolicy(strategy: Strategy, settings: KratosSettings): NamedPolicy {
  return {
    name: `kratos.${strategy}`,
    differences: {
      lifetimeSeconds: settings.flowLifetimeSeconds,
      codeLifetimeSeconds: settings.codeLifetimeSeconds,
      maxAttempts: settings.maxSubmissions,
      resend: "rotate",
      cooldownSeconds: 0,
      maxSends: null,
      sendLimits: generous,
      guessBudgets: budget,
      identifiers: "asGiven",
      recipients: "known",
      whenNoProvider: "record",
      again: "separate",
      bind: "existing",
      replaySeconds: 0,
      offers: strategy === "link" ? "link" : "both",
      earlierTokens: strategy === "link" ? "live" : "void",
    },
  };
}
