import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { vi } from "vitest";
import { guardedFetch } from "./outbound/guarded-fetch";
import { transport } from "./outbound/transport";

export interface StandInRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  form: URLSearchParams;
}

export interface StandInResponse {
  status?: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
  /** Never answers. */
  hangs?: boolean;
}

export type StandInHandler = (asked: StandInRequest) => StandInResponse | Promise<StandInResponse>;

/** A server on loopback with responses that a test sets, by path. */
export interface StandIn {
  url: string;
  /** Everything it was asked, in order. */
  asked: StandInRequest[];
  on(path: string, speak: StandInHandler | StandInResponse): void;
  close(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const spoken = new Map<string, StandInHandler>();
  const asked: StandInRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://stand-in");
    const one: StandInRequest = {
      method: request.method ?? "",
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      form: new URLSearchParams(Buffer.concat(chunks).toString()),
    };
    asked.push(one);
    const speak: StandInHandler = spoken.get(url.pathname) ?? (() => ({ status: 404, text: "nothing here" }));
    const said = await speak(one);
    if (said.hangs) return;
    const isJson = said.json !== undefined;
    response.writeHead(said.status ?? 200, {
      "content-type": isJson ? "application/json" : "text/plain",
      ...said.headers,
    });
    response.end(isJson ? JSON.stringify(said.json) : said.text);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    on: (path, speak) => spoken.set(path, typeof speak === "function" ? speak : () => speak),
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Redirects https requests to a stand-in, by host: `https://api.example.com/user` is its path `/api.example.com/user`. */
export function routeToStandIn(standIn: StandIn): void {
  vi.spyOn(transport, "fetch").mockImplementation((url, outgoing) =>
    guardedFetch(url.replace(/^https:\//, standIn.url), outgoing),
  );
}

/** A signing key as a provider has one. */
export async function aKey(kid: string = randomUUID(), alg = "RS256") {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: "sig" };
  return {
    jwk,
    privateJwk: { ...(await exportJWK(privateKey)), kid, alg, use: "sig" },
    sign: (claims: JWTPayload) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey),
  };
}

export type Key = Awaited<ReturnType<typeof aKey>>;

export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** The parameters of an authorization request that tests need, from its URL. */
export function authorizationIn(authorizationUrl: string) {
  const url = new URL(authorizationUrl);
  const at = (name: string) => url.searchParams.get(name) ?? "";
  return { url, state: at("state"), nonce: at("nonce"), redirectUri: at("redirect_uri") };
}

/** An OpenID Connect provider on a stand-in, which a test can change. */
export async function anOpenIdStandIn(standIn: StandIn, issuer = standIn.url, prefix = "") {
  const provider = {
    keys: [await aKey()],
    /** Claims that replace those of the next ID token. Undefined removes a claim. */
    claims: {} as Record<string, unknown>,
    signedBy: undefined as Key | undefined,
    nonce: "",
    metadata: {} as Record<string, unknown>,
    token: undefined as StandInResponse | undefined,
    codes: new Set<string>(),
  };
  const at = (path: string) => `${prefix || standIn.url}${path}`;
  const path = (own: string) => (prefix ? `${prefix.replace(/^https:\//, "")}${own}` : own);
  standIn.on(
    `${new URL(issuer).protocol === "https:" ? `/${new URL(issuer).host}` : ""}${new URL(issuer).pathname.replace(/\/$/, "")}/.well-known/openid-configuration`,
    () => ({
      json: {
        issuer,
        authorization_endpoint: at("/authorize"),
        token_endpoint: at("/token"),
        userinfo_endpoint: at("/userinfo"),
        jwks_uri: at("/jwks"),
        response_types_supported: ["code"],
        id_token_signing_alg_values_supported: ["RS256"],
        ...provider.metadata,
      },
    }),
  );
  standIn.on(path("/jwks"), () => ({ json: { keys: provider.keys.map(({ jwk }) => jwk) } }));
  standIn.on(path("/token"), async ({ form }) => {
    if (provider.token) return provider.token;
    const code = form.get("code") ?? "";
    if (!code.startsWith("good") || provider.codes.has(code))
      return { status: 400, json: { error: "invalid_grant" } };
    provider.codes.add(code);
    const right = {
      iss: issuer,
      aud: "client-1",
      sub: "subject-1",
      nonce: provider.nonce,
      iat: nowSeconds(),
      exp: nowSeconds() + 300,
      name: "Jane Doe",
      email: "jane@example.com",
      email_verified: true,
    };
    const claims = Object.fromEntries(
      Object.entries({ ...right, ...provider.claims }).filter(([, value]) => value !== undefined),
    );
    const id_token = await (provider.signedBy ?? provider.keys[0]!).sign(claims);
    return { json: { access_token: "access-token-1", token_type: "Bearer", id_token } };
  });
  return provider;
}
