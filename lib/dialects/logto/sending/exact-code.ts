/**
 * The code as the engine is to compare it. The engine forgives spaces and full-width digits; the vendor compares letter by
 * letter, so whatever is not plain digits is handed on as something that matches nothing, and is counted as a try.
 */
export function exactCode(given: string): string {
  return /^[0-9]+$/.test(given) ? given : "none";
}
