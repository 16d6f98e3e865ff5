import type { NamedPolicy, Policy } from "@/lib/projects";

/** What all of the vendor's verifications have in common. */
const common = {
  maxAttempts: 5,
  cooldownSeconds: 0,
  replaySeconds: 0,
  // Each answer names its own, so an older one stays answerable beside a newer.
  again: "separate",
} as const satisfies Partial<Policy>;

interface Asked {
  lifetimeSeconds: number;
  offers: "code" | "link";
}

/** A v2 challenge confirms an identifier that the user already has, and adds none. */
export function challengePolicy(asked: Asked & { deliver: "send" | "return" }): NamedPolicy {
  return { name: "corbado.challenge", differences: { ...common, bind: "existing", ...asked } };
}

/** A v1 link or code confirms the identifier of the user whom it was made for. */
export function messagePolicy(name: "email_link" | "email_code" | "sms_code", asked: Asked): NamedPolicy {
  return { name: `corbado.${name}`, differences: { ...common, bind: "add", ...asked } };
}
