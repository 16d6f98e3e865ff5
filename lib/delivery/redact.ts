/** Beyond this a provider's words help nobody. */
const longest = 500;

/**
 * A provider's words, safe to keep: a server may quote the message it refuses, and with it the code, or echo the
 * password it was given (docs/security.md #10, S1).
 */
export function redact(explanation: string, secrets: readonly string[]): string {
  // Longest first, so that a link is not left as a torso when its token is taken out of it.
  const ordered = secrets.filter((secret) => secret.length > 0).sort((a, b) => b.length - a.length);
  const safe = ordered.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), explanation);
  // Control characters too: PostgreSQL stores no NUL, and a terminal obeys the rest.
  return safe
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, longest);
}
