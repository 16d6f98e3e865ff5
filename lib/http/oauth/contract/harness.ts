import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { decodeJwt, decodeProtectedHeader, type JWTPayload } from "jose";
import * as oidc from "openid-client";
import { expect } from "vitest";
import { type CreateApiKey, createApiKey, scopes } from "@/lib/access";
import { env } from "@/lib/env";
import type { RouteExports } from "@/lib/http";
import { type Body, send } from "@/lib/http/native/contract/harness";
import { insertProject, type Project } from "@/lib/projects";

/*
 * The OAuth 2 endpoints as clients see them, without a server: a request is matched to its route file, and the file's
 * handler answers. Clients are real ones.
 */

const root = resolve(import.meta.dirname, "../../../../app/(oauth)");

/** Answers a request as the framework would. Its signature is that of `fetch`, so that clients can be given it. */
export async function answer(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { pathname } = new URL(request.url);
  const file = `${root}${pathname}/route.ts`;
  const mount = pathname.startsWith("/cis/") ? "/cis/oidc" : "/oidc";
  const served = existsSync(file) ? file : `${root}${mount}/[[...rest]]/route.ts`;
  const exports = (await import(/* @vite-ignore */ served)) as RouteExports;
  const handler = exports[request.method as keyof RouteExports];
  return handler(request, { params: Promise.resolve({}) });
}

export interface TokenClient {
  project: Project;
  apiKeyId: string;
  /** `csk_` and eight characters. */
  id: string;
  /** The whole key. */
  secret: string;
}

/** An API key in its other part: an OAuth 2 client. */
export async function aTokenClient(
  over: Partial<CreateApiKey> & { project?: Project } = {},
): Promise<TokenClient> {
  const { project = await insertProject("Acme"), ...given } = over;
  const { key, secret } = await createApiKey(project.id, { name: "Client", scopes, ...given });
  return { project, apiKeyId: key.id, id: `csk_${key.prefix}`, secret };
}

export interface TokenAnswer {
  status: number;
  headers: Headers;
  body: Body;
}

/** Posts a form to a token endpoint, by default with the client's credentials in it. */
export async function post(
  form: Record<string, string> | string,
  { path = "/oidc/token", headers = {} }: { path?: string; headers?: Record<string, string> } = {},
): Promise<TokenAnswer> {
  const response = await answer(`${env.PUBLIC_URL}${path}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: typeof form === "string" ? form : new URLSearchParams(form).toString(),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export const credentials = ({ id, secret }: TokenClient) => ({ client_id: id, client_secret: secret });

/** A token of the client itself. */
export async function clientToken(
  client: TokenClient,
  more: Record<string, string> = {},
  path = "/oidc/token",
): Promise<string> {
  const got = await post({ grant_type: "client_credentials", ...credentials(client), ...more }, { path });
  expect(got.body.error_description).toBeUndefined();
  return got.body.access_token;
}

/** A new user of the client's project, as native clients name it. */
export async function aUser(client: TokenClient): Promise<string> {
  const made = await send("POST", "/users", { key: client.secret, body: {} });
  expect(made.status).toBe(201);
  return made.body.id;
}

export async function userToken(client: TokenClient, userId: string, body: object = {}): Promise<string> {
  const issued = await send("POST", `/users/${userId}/tokens`, { key: client.secret, body });
  expect(issued.body).toMatchObject({ userId, tokenType: "Bearer" });
  return issued.body.accessToken;
}

/** A stock OpenID client, discovered from the issuer. */
export async function stockClient(
  issuer: string,
  { id, secret }: TokenClient,
  authentication: oidc.ClientAuth = oidc.ClientSecretPost(secret),
): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(issuer), id, undefined, authentication, {
    execute: [oidc.allowInsecureRequests],
    [oidc.customFetch]: (url, options) => answer(url, options as RequestInit),
  });
}

export const claimsOf = (token: string): JWTPayload => decodeJwt(token);
export const headerOf = (token: string) => decodeProtectedHeader(token);

/** Holds an answer to RFC 6749 §5.2. */
export function expectError({ status, headers, body }: TokenAnswer, expected: number, error: string): void {
  expect({ status, error: body.error }).toEqual({ status: expected, error });
  expect(body.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
  expect(Object.keys(body)).toEqual(["error", "error_description"]);
  expect(headers.get("content-type")).toMatch(/^application\/json/);
  expect(headers.get("cache-control")).toBe("no-store");
  if (expected === 401) expect(headers.get("www-authenticate")).toMatch(/^Basic /);
}
