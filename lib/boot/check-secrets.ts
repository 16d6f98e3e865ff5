import { currentKeyId, heldKeyIds } from "@/lib/access";
import { findInstallationValue, saveInstallationValue } from "./repository";

const name = "secret_key_id";

/** The id of the secret the database is used with. Null if it has never been used. */
export async function usedKeyId(): Promise<string | null> {
  return findInstallationValue(name);
}

/**
 * Refuses to start with secrets the database was not used with, because all pending codes would silently change. The database
 * stores only the id of the secret in use. A new first secret takes over while the old one is still configured.
 */
export async function checkSecrets(): Promise<void> {
  const known = await usedKeyId();
  if (known && !heldKeyIds().includes(known)) {
    throw new Error(
      "COUNTERSIGN_SECRETS is not what this database was used with. Set the old value, or put the new secret before it: new,old.",
    );
  }
  if (known !== currentKeyId()) await saveInstallationValue(name, currentKeyId());
}
