import { TtlCache } from "@/lib/ttl-cache";
import type { Outgoing } from "../outbound/guarded-fetch";

/** Metadata seldom changes. If a provider moves an endpoint, that is noticed within five minutes. */
const documents = new TtlCache<string, string>(500, 5 * 60 * 1000);

type Fetch = (url: string, outgoing?: Outgoing) => Promise<Response>;

/** Caches discovery documents, and nothing else. */
export async function withDiscoveryCache(
  fetch: Fetch,
  url: string,
  outgoing: Outgoing | undefined,
  isFresh: boolean,
): Promise<Response> {
  if (!new URL(url).pathname.endsWith(wellKnown)) return fetch(url, outgoing);
  const known = isFresh ? undefined : documents.get(url);
  if (known !== undefined) return jsonOf(known);
  const response = await fetch(url, outgoing);
  if (response.status !== 200) return response;
  const text = await response.text();
  documents.set(url, text);
  return jsonOf(text);
}

/** Deletes a document that could not be used. */
export function forgetDocument(issuer: URL): void {
  documents.delete(`${issuer.href.replace(/\/$/, "")}${wellKnown}`);
}

const wellKnown = "/.well-known/openid-configuration";

function jsonOf(text: string): Response {
  return new Response(text, { headers: { "content-type": "application/json" } });
}
