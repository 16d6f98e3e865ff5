import { newApiKey, parseApiKey } from "./api-key";
import { type ApiKey, insertKey } from "./repository";
import type { Scope } from "./scopes";

export interface CreateApiKey {
  name: string;
  scopes: readonly Scope[];
  dialect?: string | null;
  expiresAt?: Date | null;
  /** A key made elsewhere (BOOTSTRAP_API_KEY); else a new one. */
  secret?: string;
}

/** Makes an API key. The secret is answered this once and kept nowhere. */
export async function createApiKey(
  projectId: string,
  { secret = newApiKey(), ...key }: CreateApiKey,
): Promise<{ key: ApiKey; secret: string }> {
  const parsed = parseApiKey(secret);
  if (!parsed) throw new Error("An API key has the form csk_<8>_<43>.");
  return { key: await insertKey({ projectId, ...key, ...parsed }), secret };
}
