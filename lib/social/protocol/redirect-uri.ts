import type { Outgoing } from "../outbound/guarded-fetch";

type Fetch = (url: string, outgoing?: Outgoing) => Promise<Response>;

/**
 * The library takes the redirect URI of the token request from the URL that came back, without its query. It must be
 * the one that was sent (RFC 6749 §4.1.3), which can already have a query.
 */
export function exactRedirectUri(redirectUri: string): (fetch: Fetch) => Fetch {
  return (fetch) => (url, outgoing) => {
    const body = outgoing?.body;
    if (!(body instanceof URLSearchParams) || !body.has("redirect_uri")) return fetch(url, outgoing);
    const exact = new URLSearchParams(body);
    exact.set("redirect_uri", redirectUri);
    return fetch(url, { ...outgoing, body: exact });
  };
}
