/** What an ID token for a session repeats: when and how the person signed in. */
export function sessionClaims(claims: Record<string, unknown>): Record<string, unknown> {
  const { auth_time, amr } = claims;
  return { auth_time, ...(amr !== undefined && { amr }) };
}

/**
 * The claims of a sign-in that is added to a session: with the methods of both. Two different methods are multi-factor
 * authentication to Transmit (`mfa`, RFC 8176 §2).
 */
export function joinClaims(
  session: Record<string, unknown> | null,
  claims: Record<string, unknown>,
): Record<string, unknown> {
  const methods = new Set([...methodsOf(session), ...methodsOf(claims)]);
  methods.delete("mfa");
  if (methods.size === 0) return claims;
  return { ...claims, amr: methods.size > 1 ? [...methods, "mfa"] : [...methods] };
}

function methodsOf(claims: Record<string, unknown> | null): unknown[] {
  return Array.isArray(claims?.amr) ? claims.amr : [];
}
