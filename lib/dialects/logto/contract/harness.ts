import { clientIdOf, createApiKey, issueOpaqueToken, type Scope, scopes } from "@/lib/access";
import { seedInbox } from "@/lib/delivery";
import { env } from "@/lib/env";
import { userTokenKind } from "@/lib/http/oauth";
import { routesOf } from "@/lib/http/testing";
import { insertProject, type LogtoSettings, type Project, updateProject } from "@/lib/projects";
import { type LoadedVerification, list } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";

/** The dialect's route files, and the token endpoint's. */
const dialect = routesOf("(logto)");
const oauth = routesOf("(oauth)");
export const handleRequest = (request: Request) =>
  new URL(request.url).pathname.startsWith("/oidc/token") ? oauth(request) : dialect(request);

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface TestRequest {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is. */
  text?: string;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape.
export type Body = any;

export interface TestResponse {
  status: number;
  headers: Headers;
  /** Parsed if it is JSON, otherwise the text. Null if there is none. */
  body: Body;
}

/** Sends one request to the dialect. */
export async function send(
  method: Method,
  path: string,
  { body, text, headers }: TestRequest = {},
): Promise<TestResponse> {
  const given = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await handleRequest(
    new Request(new URL(path, env.PUBLIC_URL), {
      method,
      headers: { ...(given !== undefined && { "content-type": "application/json" }), ...headers },
      body: method === "GET" || method === "HEAD" ? undefined : given,
    }),
  );
  const answered = await response.text();
  const isJson = response.headers.get("content-type") === "application/json; charset=utf-8";
  return {
    status: response.status,
    headers: response.headers,
    body: answered === "" ? null : isJson ? JSON.parse(answered) : answered,
  };
}

export interface Client {
  project: Project;
  apiKeyId: string;
  /** The OAuth client. */
  id: string;
  secret: string;
  /** A token for the Management API. */
  token: string;
  /** Calls the Management API. */
  call(method: Method, path: string, asked?: TestRequest): Promise<TestResponse>;
}

/** The resource that the vendor's client requests by default. */
export const resource = "https://default.logto.app/api";

/** A project with an inbox, and its machine-to-machine client with a token. */
export async function aClient(
  over: { logto?: Partial<LogtoSettings>; scopes?: readonly Scope[]; hasInbox?: boolean } = {},
): Promise<Client> {
  const made = await insertProject("Acme");
  if (over.hasInbox ?? true) await seedInbox(made.id);
  const { dialects } = made.settings;
  const settings = {
    ...made.settings,
    dialects: { ...dialects, logto: { ...dialects.logto, ...over.logto } },
  };
  const project = (await updateProject(made.id, { settings }))!;
  const { key, secret } = await createApiKey(project.id, {
    name: "M2M",
    scopes: over.scopes ?? scopes,
    dialect: "logto",
  });
  const id = clientIdOf(key);
  const token = await managementToken({ id, secret });
  return {
    project,
    apiKeyId: key.id,
    id,
    secret,
    token,
    call: (method, path, asked = {}) =>
      send(method, path, { ...asked, headers: { authorization: `Bearer ${token}`, ...asked.headers } }),
  };
}

async function managementToken({ id, secret }: { id: string; secret: string }): Promise<string> {
  const form = {
    grant_type: "client_credentials",
    client_id: id,
    client_secret: secret,
    resource,
    scope: "all",
  };
  const got = await send("POST", "/oidc/token", {
    text: new URLSearchParams(form).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  return JSON.parse(got.body).access_token;
}

/** An opaque token that acts for this user, from a token exchange. */
export function userToken(
  { project, id: client }: Client,
  userId: string,
  granted = "openid profile email phone identities",
): Promise<string> {
  return issueOpaqueToken({
    kind: userTokenKind,
    projectId: project.id,
    userId,
    client,
    scopes: granted.split(" "),
    lifetimeSeconds: 3600,
  });
}

let people = 0;
/** A unique address. */
export const someone = () => `jane${++people}@logto.io`;
/** A unique number, in the vendor's format. */
export const somePhone = () => `491512345${String(10_000 + ++people).slice(-4)}`;

/** The newest verification of this address or number (digits), and the code that was sent for it. */
export async function sentTo(
  { project }: Client,
  to: string,
): Promise<LoadedVerification & { code: string }> {
  const ctx = {
    project,
    caller: { kind: "system" },
    dialect: "logto",
    requestId: null,
    endUser: null,
  } as const;
  const [newest] = await list(ctx, { identifierContains: to, limit: 1 });
  if (!newest) throw new Error(`Nothing was sent to ${to}.`);
  return { ...newest, code: codeOf(newest) };
}
