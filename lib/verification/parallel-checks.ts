/** The undecided checks of this process, by what they check. */
const undecided = new Map<string, Set<Promise<void>>>();

export interface ParallelCheck {
  /** Whether no other check was undecided when this one joined. */
  isAlone: boolean;
  /** Ends this check's part in the race. May be called more than once. */
  decide(): void;
  /** Resolves when every other check that has started so far is decided. */
  othersDecided(): Promise<void>;
}

/**
 * Registers a check that may race with others of the same verification. Counting an attempt and storing its success are two
 * statements, so a check that is refused for lack of attempts may have overtaken the one that is about to succeed.
 */
export function joinParallelChecks(key: string): ParallelCheck {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  const checks = undecided.get(key) ?? new Set();
  undecided.set(key, checks.add(promise));
  return {
    isAlone: checks.size === 1,
    decide() {
      checks.delete(promise);
      if (checks.size === 0 && undecided.get(key) === checks) undecided.delete(key);
      resolve();
    },
    othersDecided: async () => void (await Promise.all([...checks].filter((other) => other !== promise))),
  };
}
