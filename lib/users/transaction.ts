import { db, isUniqueViolation, type Tx } from "@/lib/db";
import { type Refusal, type Result, refuse } from "@/lib/result";

/** The unique index that decides each conflict. Checking before writing could not. */
const decidedBy = {
  external_id_taken: "users_external_id",
  identifier_exists: "identifiers_of_user",
  identifier_taken: "identifiers_verified_once",
};
type Clash = keyof typeof decidedBy;

/** How often a change is retried after another one set the primary identifier first. */
const mostRounds = 5;

/** A refusal after something was written: the transaction is rolled back. */
class Undone<R extends Refusal> extends Error {
  constructor(readonly refusal: R) {
    super(refusal.code);
  }
}

/** Rolls back the change of `inTransaction` and returns a refusal. */
export function rollBack(refusal: Refusal): never {
  throw new Undone(refusal);
}

/**
 * Runs a change and its event in one transaction. If a unique index reports a conflict, the change is rolled back and the
 * result is one of `clashes`.
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
      // A proof added the user's first identifier in the meantime. Try again: ours is no longer the first.
      if (!isUniqueViolation(error, "identifiers_one_primary") || round === mostRounds) throw error;
    }
  }
}
