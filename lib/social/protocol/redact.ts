/** Longer replies are cut. */
const longest = 300;
/** Shorter values are not secrets and occur in texts by chance. */
const shortestSecret = 8;

/**
 * A provider's words, safe to keep and to show: it may quote the code, the verifier or the secret that it refuses, and
 * in a redirect, anyone can put any text there (docs/security.md #10, S1).
 */
export function redact(explanation: string, secrets: readonly string[]): string {
  const ordered = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  const safe = ordered.reduce((text, secret) => text.replaceAll(secret, "[redacted]"), explanation);
  // Also removes control characters: PostgreSQL cannot store NUL, and terminals interpret the others.
  return Buffer.from(
    safe
      .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .trim()
      .slice(0, longest),
  ).toString();
}
