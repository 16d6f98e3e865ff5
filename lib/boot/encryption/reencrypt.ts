import { currentKeyId, heldKeyIds, reencrypt } from "@/lib/access";
import { log } from "@/lib/log";
import { replaceCiphertexts } from "./repository";

/**
 * Encrypts with the first secret what an older one has encrypted, so that the older one can be removed. Ciphertexts of secrets
 * that this process lacks stay as they are.
 */
export async function reencryptSecrets(): Promise<void> {
  if (heldKeyIds().length === 1) return;
  const count = await replaceCiphertexts([currentKeyId()], reencrypt);
  if (count > 0) log.info("Passwords and keys were encrypted with the first secret.", { count });
}
