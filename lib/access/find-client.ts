import { prefixOfClient } from "./api-key";
import { findLiveKey } from "./authenticate";
import type { KeyWithProject } from "./keys/repository";

/** The client of this public id and its project. Proves nothing, because the id is public. */
export async function findClient(clientId: string): Promise<KeyWithProject | null> {
  const prefix = prefixOfClient(clientId);
  return prefix ? findLiveKey(prefix) : null;
}
