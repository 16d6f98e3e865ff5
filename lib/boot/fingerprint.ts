import { currentKeyId, heldKeyIds } from "@/lib/access";
import { findFact, saveFact } from "./repository";

const name = "secret_key_id";

/** The id of the secret that the database is used with; null if it never was used. */
export async function usedKeyId(): Promise<string | null> {
  return findFact(name);
}

/**
 * Refuses to go on with secrets that the database was not used with: every pending code would silently be another one.
 * The database keeps only the id of the secret in use. A new first secret takes over as long as the old one is held too.
 */
export async function checkSecrets(): Promise<void> {
  const known = await usedKeyId();
  if (known && !heldKeyIds().includes(known)) {
    throw new Error(
      "COUNTERSIGN_SECRETS is not what this database was used with. Set the old value, or put the new secret before it: new,old.",
    );
  }
  if (known !== currentKeyId()) await saveFact(name, currentKeyId());
}
