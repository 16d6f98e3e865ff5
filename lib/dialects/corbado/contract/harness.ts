import { createApiKey, type Scope, scopes } from "@/lib/access";
import { seedInbox } from "@/lib/delivery";
import { env } from "@/lib/env";
import { routesOf } from "@/lib/http/testing";
import { insertProject, type Project, type ProjectSettings, updateProject } from "@/lib/projects";

/** The dialect's route files. */
export const handleRequest = routesOf("(corbado)");

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface TestRequest {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent unchanged. */
  text?: string;
  /** Sent unchanged. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
  /** Null: without credentials. */
  credentials?: { user: string; password: string } | null;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every shape.
export type Body = any;

export interface TestResponse {
  status: number;
  headers: Headers;
  body: Body;
}

export interface Client {
  project: Project;
  projectID: string;
  apiSecret: string;
  call(method: Method, path: string, request?: TestRequest): Promise<TestResponse>;
}

/** A project with a test inbox, and an API secret for it. */
export async function aClient(
  over: { settings?: Partial<ProjectSettings>; scopes?: readonly Scope[] } = {},
): Promise<Client> {
  const inserted = await insertProject("Acme");
  await seedInbox(inserted.id);
  const settings = { ...inserted.settings, ...over.settings };
  const project = (await updateProject(inserted.id, { settings }))!;
  const { secret } = await createApiKey(project.id, { name: "Test", scopes: over.scopes ?? scopes });
  const projectID = `pro-${project.number}`;
  const apiSecret = `corbado1_${secret}`;
  return {
    project,
    projectID,
    apiSecret,
    call: (method, path, request) =>
      send(method, path, { credentials: { user: projectID, password: apiSecret }, ...request }),
  };
}

/** Sends one request. Every answer must be JSON with a JSON content type, or the vendor's SDKs crash. */
export async function send(
  method: Method,
  path: string,
  { body, text, bytes, headers, credentials }: TestRequest = {},
): Promise<TestResponse> {
  const content = bytes ?? text ?? (body === undefined ? undefined : JSON.stringify(body));
  const basic = credentials && Buffer.from(`${credentials.user}:${credentials.password}`).toString("base64");
  const request = new Request(new URL(path, env.PUBLIC_URL), {
    method,
    headers: {
      ...(content !== undefined && { "content-type": "application/json" }),
      ...(basic && { authorization: `Basic ${basic}` }),
      ...headers,
    },
    body: method === "GET" || method === "HEAD" ? undefined : (content as BodyInit | undefined),
  });
  const response = await handleRequest(request);
  const responseText = await response.text();
  if (!/json/.test(response.headers.get("content-type") ?? "")) throw new Error(`Not JSON: ${responseText}`);
  return {
    status: response.status,
    headers: response.headers,
    body: method === "HEAD" ? null : JSON.parse(responseText),
  };
}

/** The entries of `error.validation`, as the SDKs print them. */
export function messagesOf({ body }: TestResponse): string[] {
  return (body.error?.validation ?? []).map(({ field, message }: Body) => `${field}: ${message}`);
}

let people = 0;
/** A new address on every call. */
export const someone = () => `integration-test+AbC${++people}@example.com`;

/** A new active user. */
export async function aUser(client: Client, fullName = "Jane Doe"): Promise<Body> {
  const { body } = await client.call("POST", "/v2/users", { body: { fullName, status: "active" } });
  return body;
}

export const digitsOf = (id: string) => id.slice(id.indexOf("-") + 1);

export function anIdentifier(over: object = {}) {
  return { identifierType: "email", identifierValue: someone(), status: "primary", ...over };
}

/** The vendor's example body. */
export function seedBody(over: object = {}) {
  return {
    providerType: "google",
    identifierValue: "jane@doe.com",
    foreignID: "53150919",
    avatarURL: "https://avatars.githubusercontent.com/u/53150919?v=4",
    fullName: "Jane Doe",
    ...over,
  };
}
