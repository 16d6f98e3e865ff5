import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type ServerMetadata,
} from "openid-client";
import { OutboundError } from "@/lib/outbound";
import { outboundLimitSeconds } from "../outbound/guarded-fetch";
import { transport } from "../outbound/transport";
import { whyForbidden } from "../outbound/trust";
import { forgetDocument, withDiscoveryCache } from "./discovery-cache";

/** Clocks may differ by a minute (docs/security.md #30). */
export const toleranceSeconds = 60;

export type ClientAuthentication = "auto" | "basic" | "post" | "none";

/** Our client credentials at a provider. */
export interface Client {
  clientId: string;
  clientSecret?: string;
  authentication: ClientAuthentication;
}

type Fetch = typeof transport.fetch;

/** A configuration for one authorization, from the issuer's published metadata. `isFresh`: fetched now, not cached. */
export async function discovered(issuer: URL, client: Client, isFresh = false): Promise<Configuration> {
  mustBeAllowed(issuer);
  const fetch: Fetch = (url, outgoing) => withDiscoveryCache(transport.fetch, url, outgoing, isFresh);
  try {
    const authentication = authenticationOf(client);
    const config = await discovery(issuer, client.clientId, metadataOf(client), authentication, {
      [customFetch]: fetch as CustomFetch,
      timeout: outboundLimitSeconds,
      execute: issuer.protocol === "http:" ? [allowInsecureRequests] : [],
    });
    // Without it the library trusts the connection to the token endpoint instead of the signature.
    enableNonRepudiationChecks(config);
    return config;
  } catch (error) {
    forgetDocument(issuer);
    throw error;
  }
}

/** A configuration for a provider whose endpoints are given. */
export function assembled(server: ServerMetadata, client: Client): Configuration {
  const endpoints = [server.authorization_endpoint, server.token_endpoint].filter((one) => one !== undefined);
  for (const endpoint of endpoints) mustBeAllowed(new URL(endpoint));
  const config = new Configuration(server, client.clientId, metadataOf(client), authenticationOf(client));
  config[customFetch] = transport.fetch as CustomFetch;
  config.timeout = outboundLimitSeconds;
  if (endpoints.some((endpoint) => endpoint.startsWith("http:"))) allowInsecureRequests(config);
  return config;
}

/** Wraps the fetch of one authorization request, to correct requests and responses. */
export function rewire(config: Configuration, wire: (fetch: Fetch) => Fetch): void {
  config[customFetch] = wire(config[customFetch] as Fetch) as CustomFetch;
}

function mustBeAllowed(url: URL): void {
  const forbidden = whyForbidden(url);
  if (forbidden) throw new OutboundError("forbidden", forbidden);
}

function metadataOf({ clientSecret }: Client) {
  return { client_secret: clientSecret, [clockTolerance]: toleranceSeconds };
}

/** `auto` follows the metadata. Without any, Basic is the default (OIDC Discovery §3). */
function authenticationOf({ clientSecret, authentication }: Client): ClientAuth {
  if (clientSecret === undefined || authentication === "none") return None();
  if (authentication === "basic") return ClientSecretBasic(clientSecret);
  if (authentication === "post") return ClientSecretPost(clientSecret);
  const [basic, post] = [ClientSecretBasic(clientSecret), ClientSecretPost(clientSecret)];
  return (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (methods.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
}
