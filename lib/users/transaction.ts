import { db, isUniqueViolation, type Tx } from "@/lib/db";
import { type Refusal, type Result, refuse } from "@/lib/result";

/** The unique index that decides each of these, since looking before writing could not. */
const decidedBy = {
  external_id_taken: "users_external_id",
  identifier_exists: "identifiers_of_user",
  identifier_taken: "identifiers_verified_once",
};
type Clash = keyof typeof decidedBy;

/** How often a change begins again after another one took the primary place before it. */
const mostRounds = 5;

/** A "no" that was found after something had been written: the transaction ends without any of it. */
class Undone<R extends Refusal> extends Error {
  constructor(readonly refusal: R) {
    super(refusal.code);
  }
}

/** Ends the change of `inTransaction` with a refusal, and takes back what it wrote. */
export function rollBack(refusal: Refusal): never {
  throw new Undone(refusal);
}

/**
 * Runs a change and its event in one transaction. Where a unique index says that somebody was first, nothing of the
 * change stays and the answer is one of `clashes`.
 */
export async function inTransaction<T, R extends Refusal, C extends Clash>(
  clashes: readonly C[],
  change: (tx: Tx) => Promise<Result<T, R>>,
): Promise<Result<T, R | { code: C }>> {
  for (let round = 1; ; round++) {
    try {
      return await db().transaction(change);
    } catch (error) {
      if (error instanceof Undone) return refuse(error.refusal as R);
      const clash = clashes.find((code) => isUniqueViolation(error, decidedBy[code]));
      if (clash) return refuse({ code: clash });
      // A proof added the user's first identifier meanwhile. Seen from after it, ours is not the first any more.
      if (!isUniqueViolation(error, "identifiers_one_primary") || round === mostRounds) throw error;
    }
  }
}
