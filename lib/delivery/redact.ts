/** Longer replies are cut. */
const longest = 500;

/**
 * A provider's reply that is safe to store: a server can quote the message, and so the code, or the password it was
 * sent (docs/security.md #10, S1).
 */
export function redact(explanation: string, secrets: readonly string[]): string {
  // Longest first, so that a whole link is removed before its token is.
  const ordered = secrets.filter((secret) => secret.length > 0).sort((a, b) => b.length - a.length);
  const safe = ordered.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), explanation);
  // Also removes control characters: PostgreSQL cannot store NUL, and terminals interpret the others.
  return safe
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, longest);
}
