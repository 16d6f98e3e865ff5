import type { NamedPolicy, Policy } from "@/lib/projects";

/** What all verifications of this vendor have in common. */
const shared = {
  maxAttempts: 5,
  cooldownSeconds: 0,
  replaySeconds: 0,
  // Clients address each message by its own id, so an older one can still be answered after a newer one.
  again: "separate",
} as const satisfies Partial<Policy>;

interface MessageOptions {
  lifetimeSeconds: number;
  offers: "code" | "link";
}

export const challengePolicyName = "corbado.challenge";

/** A v2 challenge verifies an identifier that the user already has, and adds none. */
export function challengePolicy(options: MessageOptions & { deliver: "send" | "return" }): NamedPolicy {
  return { name: challengePolicyName, differences: { ...shared, bind: "existing", ...options } };
}

/** A v1 link or code verifies the identifier of the user it was sent to, and adds it if the user no longer has it. */
export function messagePolicy(
  name: "email_link" | "email_code" | "sms_code",
  options: MessageOptions,
): NamedPolicy {
  return { name: `corbado.${name}`, differences: { ...shared, bind: "add", ...options } };
}
