import { setTimeout as pause } from "node:timers/promises";
import type { FirstPass } from "./deliver";
import { findOutcome } from "./repository";

const pollMs = 100;

/** Waits for the first outcome of a delivery that another process or the claim loop sends. `open` when the time is up. */
export async function waitForOutcome(projectId: string, id: string, limitMs: number): Promise<FirstPass> {
  const endsAt = performance.now() + limitMs;
  while (performance.now() < endsAt) {
    const row = await findOutcome(projectId, id);
    if (!row) return { outcome: "open" };
    if (row.outcome === "accepted") return { outcome: "accepted" };
    if (row.outcome === "undeliverable" && row.tryOutcome === "refused") {
      const { reason, explanation, providerCode, providerKind } = row;
      return {
        outcome: "refused",
        code: reason as Extract<FirstPass, { outcome: "refused" }>["code"],
        explanation: explanation ?? "",
        providerCode,
        provider: providerKind ?? "",
      };
    }
    if (row.outcome !== null || row.tryOutcome === "unavailable") return { outcome: "open" };
    await pause(pollMs);
  }
  return { outcome: "open" };
}
