/** `2025-01-09T10:02:11`: UTC, but the vendor writes neither zone nor fraction. */
export function showInstant(instant: Date): string {
  return instant.toISOString().slice(0, 19);
}
