import { db, isUniqueViolation, type Tx } from "@/lib/db";
import { type Refusal, type Result, refuse } from "@/lib/result";

type Clash = { code: "external_id_taken" } | { code: "identifier_exists" } | { code: "identifier_taken" };

/** What it means when one of these unique indexes refuses a row. */
const clashes: Record<string, Clash> = {
  users_external_id: { code: "external_id_taken" },
  identifiers_of_user: { code: "identifier_exists" },
  identifiers_verified_once: { code: "identifier_taken" },
};

/** How often a change begins again after another one took the primary place before it. */
const mostRounds = 5;

/**
 * Runs a change and its event in one transaction. The unique indexes decide who was first, since looking before writing
 * could not; nothing of a refused change stays.
 */
export async function inTransaction<T, R extends Refusal>(
  change: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R | Clash>> {
  for (let round = 1; ; round++) {
    try {
      return await db().transaction(change);
    } catch (error) {
      const clash = Object.entries(clashes).find(([index]) => isUniqueViolation(error, index));
      if (clash) return refuse(clash[1]);
      // A proof added the user's first identifier meanwhile. Seen from after it, ours is not the first any more.
      if (!isUniqueViolation(error, "identifiers_one_primary") || round === mostRounds) throw error;
    }
  }
}
