import { type Configuration, type ExportedJWKSCache, getJwksCache, setJwksCache } from "openid-client";
import { TtlCache } from "@/lib/ttl-cache";
import { transport } from "../outbound/transport";
import { AnswerInvalid } from "./failure";

/** The library does not use a key set that is older than this. */
const keySets = new TtlCache<string, ExportedJWKSCache>(500, 4 * 60 * 1000);

/**
 * The library fetches an unknown key only if its key set is at least a minute old. A sign-in in the minute after a provider
 * rotated its keys must not fail, so the set is passed on as older than it is.
 */
const waitSeconds = 61;

/** Runs a step with the provider's cached keys, and caches those that it leads to. */
export async function withCachedKeys<T>(config: Configuration, step: () => Promise<T>): Promise<T> {
  const uri = config.serverMetadata().jwks_uri ?? "";
  const known = keySets.get(uri);
  if (known) setJwksCache(config, { jwks: known.jwks, uat: known.uat - waitSeconds });
  try {
    return await step();
  } finally {
    const seen = getJwksCache(config);
    if (seen?.jwks && seen.uat !== (known?.uat ?? 0) - waitSeconds) keySets.set(uri, { ...seen });
  }
}

/** The number of keys that the provider publishes now. */
export async function fetchKeys(config: Configuration): Promise<number> {
  const uri = config.serverMetadata().jwks_uri;
  if (!uri) throw new AnswerInvalid("The provider's metadata name no jwks_uri");
  const response = await transport.fetch(uri, { headers: { accept: "application/json" } });
  if (response.status !== 200) throw new AnswerInvalid("no keys", { cause: response });
  const body: unknown = await response.json().catch(() => null);
  const keys = typeof body === "object" && body !== null && "keys" in body ? body.keys : null;
  return Array.isArray(keys) ? keys.length : 0;
}
