/** Whether an error is a violation of this unique index (SQLSTATE 23505). Drizzle wraps PostgreSQL's error as the cause. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ("code" in e && e.code === "23505" && "constraint_name" in e) return e.constraint_name === index;
  }
  return false;
}
