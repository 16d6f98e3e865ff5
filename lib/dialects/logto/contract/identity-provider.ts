import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { vi } from "vitest";
import { type Connector, createConnector } from "@/lib/social";
import { aKey } from "@/lib/social/testing";
import type { Client } from "./harness";

/*
 * `oidc-provider`, a certified implementation, on loopback: no part of the protocol is simulated. Everyone who opens it is
 * signed in as `person` immediately.
 */

export const redirectUri = "https://app.example.com/callback";

export interface ProviderAccount {
  sub: string;
  name?: string;
  email?: string;
  email_verified?: boolean;
}

export async function anIdentityProvider() {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(console, "info").mockImplementation(() => {});
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateJwk } = await aKey();
  const people = new Map<string, ProviderAccount>();
  const client = { client_id: "client-1", client_secret: "secret-1", redirect_uris: [redirectUri] };
  const provider = new Provider(issuer, {
    clients: [client],
    jwks: { keys: [privateJwk] },
    cookies: { keys: ["only for this test"] },
    claims: { openid: ["sub"], profile: ["name", "picture"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ ...people.get(accountId), sub: accountId }),
    }),
  });
  const now = { person: "" };
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    const grant = new provider.Grant({ accountId: now.person, clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const grantId = await grant.save();
    return provider.interactionFinished(ctx.req, ctx.res, {
      login: { accountId: now.person },
      consent: { grantId },
    });
  });
  server.on("request", provider.callback());

  return {
    issuer,
    /** A connector of the client's project to this provider. */
    async connect({ project }: Client, target = "acme-id"): Promise<Connector> {
      const ctx = {
        project,
        caller: { kind: "system" },
        dialect: "logto",
        requestId: null,
        endUser: null,
      } as const;
      const config = { issuer, clientId: client.client_id, clientSecret: client.client_secret };
      const created = await createConnector(ctx, { kind: "oidc", target, config });
      if (!created.ok) throw new Error(created.refusal.code);
      return created.value;
    },
    /** Follows redirects like a browser, as this person, until the provider redirects back to the client. */
    async signIn(authorizationUri: string, person: ProviderAccount): Promise<Record<string, string>> {
      people.set(person.sub, person);
      now.person = person.sub;
      const cookies = new Map<string, string>();
      let at = new URL(authorizationUri);
      for (let hop = 0; hop < 6 && !at.href.startsWith(redirectUri); hop++) {
        const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
        const response = await fetch(at, { redirect: "manual", headers: { cookie } });
        for (const set of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
          cookies.set(name!, value!);
        }
        at = new URL(response.headers.get("location")!, at);
      }
      return Object.fromEntries(at.searchParams);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
