import { type Configuration, type ExportedJWKSCache, getJwksCache, setJwksCache } from "openid-client";
import { TtlCache } from "@/lib/ttl-cache";
import { transport } from "../outbound/transport";
import { AnswerInvalid } from "./failure";

/** The library refuses to believe a key set longer than this. */
const keySets = new TtlCache<string, ExportedJWKSCache>(500, 4 * 60 * 1000);

/**
 * The library asks again for a key that it does not know, but only once its key set is a minute old. A person who comes
 * home in the minute after a provider rotated must not be turned away, so that the set is handed over as older than it is.
 */
const waitSeconds = 61;

/** Runs a step with the provider's keys as they were seen last, and remembers them as they are seen now. */
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

/** How many keys the provider publishes at this moment. */
export async function fetchKeys(config: Configuration): Promise<number> {
  const uri = config.serverMetadata().jwks_uri;
  if (!uri) throw new AnswerInvalid("The provider's metadata name no jwks_uri");
  const response = await transport.fetch(uri, { headers: { accept: "application/json" } });
  if (response.status !== 200) throw new AnswerInvalid("no keys", { cause: response });
  const body: unknown = await response.json().catch(() => null);
  const keys = typeof body === "object" && body !== null && "keys" in body ? body.keys : null;
  return Array.isArray(keys) ? keys.length : 0;
}
