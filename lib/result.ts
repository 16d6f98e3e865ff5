/** The result of a verb: a value or a refusal. Outages and bugs are thrown instead. */
export type Result<T, R extends Refusal = Refusal> = { ok: true; value: T } | { ok: false; refusal: R };

/** An expected failure. Unions of refusals are closed, and each member carries what the caller needs next. */
export interface Refusal {
  code: string;
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse<const R extends Refusal>(refusal: R): { ok: false; refusal: R } {
  return { ok: false, refusal };
}

export function mapOk<T, U, R extends Refusal>(result: Result<T, R>, map: (value: T) => U): Result<U, R> {
  return result.ok ? ok(map(result.value)) : result;
}

/** For the end of a `switch` over a closed union: a new member does not compile until it is handled. */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
