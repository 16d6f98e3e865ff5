/**
 * PostgreSQL's text form of an array (§8.15.2 of its manual). Statements that write many rows take one array per column, cast
 * in the statement: the driver does not know array types (`fetch_types`), and unlike with JSON, the planner expects few rows.
 */
export function arrayLiteral(
  values: readonly (string | number | boolean | Date | null | undefined)[],
): string {
  return `{${values.map(element).join(",")}}`;
}

function element(value: string | number | boolean | Date | null | undefined): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "string") return `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** The text form of an empty array. */
export const noElements = arrayLiteral([]);
