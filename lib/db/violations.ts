/**
 * Whether an error is a violation of this unique index (SQLSTATE 23505). Citus names it only in the message, with the number of the
 * shard at its end.
 */
export function isUniqueViolation(error: unknown, index: string): boolean {
  const violation = causeWithCode(error, "23505");
  if (!violation) return false;
  if ("constraint_name" in violation) return violation.constraint_name === index;
  return violation.message.replace(/_\d+"/, '"').includes(`"${index}"`);
}

/** Whether an error has this code, such as an SQLSTATE. */
export function hasCode(error: unknown, code: string): boolean {
  return causeWithCode(error, code) !== undefined;
}

/** Drizzle wraps PostgreSQL's error as the cause. */
function causeWithCode(error: unknown, code: string): Error | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && e.code === code) return e;
  }
  return undefined;
}
