import type { Project } from "@/lib/projects";
import { day } from "@/lib/time";
import { toDollars } from "./dollars";
import { readUsed } from "./repository";

/** What messages on paid channels have cost in the last 24 hours, in US dollars, according to the project's prices. */
export interface Spending {
  /** Null: the project has no cap, so nothing is counted. */
  spent: number | null;
  cap: number | null;
}

export async function spendingOf({ id, settings }: Project): Promise<Spending> {
  const { spendPerDay: cap } = settings.protection;
  if (cap === null) return { spent: null, cap };
  return { spent: toDollars(await readUsed(id, "spend_cap/project", day)), cap };
}
