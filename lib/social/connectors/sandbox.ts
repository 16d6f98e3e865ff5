import type { Connector } from "./connector-record";

/** The short name of the sandbox identity provider's connector, which `lib/boot` makes. */
export const sandboxTarget = "sandbox";

/** Whether anyone can sign in as anyone with it. Pages warn about that. */
export function isSandbox({ kind, target }: Pick<Connector, "kind" | "target">): boolean {
  return kind === "oidc" && target === sandboxTarget;
}
