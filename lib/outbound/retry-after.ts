/**
 * The seconds of a `Retry-After` header: a number, or a date from which they are computed (RFC 9110 §10.2.3). Not bounded.
 * Undefined if there is none, or it is something else.
 */
export function retryAfterOf(header: string | string[] | undefined): number | undefined {
  const text = [header].flat()[0]?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text);
  // JavaScript reads much more as a date: "0.5" is in 2001.
  const date = /^[A-Z][a-z]{2},/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}
