import type { Tx } from "@/lib/db";
import { newApiKey, parseApiKey } from "./api-key";
import { type ApiKey, insertKey } from "./keys/repository";
import type { Scope } from "./scopes";

export interface CreateApiKey {
  name: string;
  scopes: readonly Scope[];
  dialect?: string | null;
  /** Addresses and CIDR ranges it may be used from. Omitted or empty: any. */
  allowedIps?: readonly string[];
  expiresAt?: Date | null;
  /** An existing key (BOOTSTRAP_API_KEY). Defaults to a new one. */
  secret?: string;
}

/** A key with its secret, which is shown only once and not stored. */
export interface NewApiKey {
  key: ApiKey;
  secret: string;
}

/** Creates an API key without checks. For API callers, use `issueApiKey`. */
export async function createApiKey(
  projectId: string,
  { secret = newApiKey(), ...key }: CreateApiKey,
  tx?: Tx,
): Promise<NewApiKey> {
  const parsed = parseApiKey(secret);
  if (!parsed) throw new Error("An API key has the form csk_<8>_<43>.");
  return { key: await insertKey({ projectId, ...key, ...parsed }, tx), secret };
}
