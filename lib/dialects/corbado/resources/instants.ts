/** `2025-01-09T10:02:11`: UTC, without zone or fraction, as the vendor writes it. */
export function formatInstant(instant: Date): string {
  return instant.toISOString().slice(0, 19);
}
