import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { budgets } from "@/drizzle/schema";
import type { Scope } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { seedInbox } from "@/lib/delivery";
import { env } from "@/lib/env";
import { aTokenClient, clientToken } from "@/lib/http/oauth/contract/harness";
import { routesOf } from "@/lib/http/testing";
import {
  insertProject,
  type Project,
  type ProjectSettings,
  type TransmitSettings,
  updateProject,
} from "@/lib/projects";
import { type InboxMessage, type LoadedVerification, list, readInbox } from "@/lib/verification";
import { age } from "@/lib/verification/testing";

/*
 * The dialect as its clients use it: a request goes to its route file's handler, and messages are read from the inbox.
 */

const answering = routesOf("(transmit)");

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface TestRequest {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent unchanged. */
  text?: string;
  headers?: Record<string, string>;
  token?: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every shape.
export type Body = any;

export interface TestResponse {
  status: number;
  headers: Headers;
  body: Body;
}

/** Sends one request. A response with a body must be JSON, because clients parse it whatever the status is. */
export async function send(
  method: Method,
  path: string,
  { body, text, headers, token }: TestRequest = {},
): Promise<TestResponse> {
  const response = await open(method, path, {
    headers: {
      "content-type": "application/json",
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const answered = await response.text();
  const isEmpty = method === "HEAD" || response.status === 204;
  if (!isEmpty) expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  const read = isEmpty ? null : JSON.parse(answered);
  if (response.status >= 400 && read) expect(read.error_code).toBe(response.status);
  return { status: response.status, headers: response.headers, body: read };
}

/** Opens a URL as a browser would, without following redirects. */
export async function open(
  method: Method,
  path: string,
  init: { headers?: Record<string, string>; body?: string } = {},
): Promise<Response> {
  const bodiless = method === "GET" || method === "HEAD";
  return answering(
    new Request(new URL(path, env.PUBLIC_URL), { method, ...init, body: bodiless ? undefined : init.body }),
  );
}

/** An application of a tenant, which is a client of a project. */
export interface App {
  project: Project;
  clientId: string;
  clientSecret: string;
  /** Its own client access token. */
  token: string;
  post(path: string, body: unknown): Promise<TestResponse>;
  get(path: string): Promise<TestResponse>;
}

export const registered = "https://app.example/verify";

export async function anApp(
  over: {
    settings?: Partial<TransmitSettings>;
    /** Settings other than this dialect's. */
    besides?: Partial<ProjectSettings>;
    project?: Project;
    scopes?: readonly Scope[];
  } = {},
): Promise<App> {
  const project = over.project ?? (await aTenant(over.settings, over.besides));
  const client = await aTokenClient({ project, ...(over.scopes && { scopes: [...over.scopes] }) });
  const token = await clientToken(client, {}, "/cis/oidc/token");
  return {
    project,
    clientId: client.id,
    clientSecret: client.secret,
    token,
    post: (path, body) => send("POST", path, { token, body }),
    get: (path) => send("GET", path, { token }),
  };
}

async function aTenant(settings: Partial<TransmitSettings> = {}, besides = {}): Promise<Project> {
  const project = await insertProject("Acme");
  await seedInbox(project.id);
  return changed(project, settings, { returnUrls: [registered], ...besides });
}

/** Changes the project's settings for this dialect. */
export async function changed(
  project: Project,
  settings: Partial<TransmitSettings>,
  besides: Partial<ProjectSettings> = {},
): Promise<Project> {
  const { dialects } = project.settings;
  const transmit = { ...dialects.transmit, ...settings };
  const updated = await updateProject(project.id, {
    settings: { ...project.settings, ...besides, dialects: { ...dialects, transmit } },
  });
  return updated!;
}

let people = 0;
/** A new address, so that limits of other tests do not apply. */
export const someAddress = (name = "new") => `${name}${++people}@x.example`;
export const someNumber = () => `+1512555${String(1000 + ++people).slice(-4)}`;

/** A signed-in user, calling the vendor's API. */
export interface TestUser {
  app: App;
  userId: string;
  token: string;
  /** The primary address, unverified. */
  email: string;
  /** A call below `/cis/v1/verification`. */
  verify(path: string, body: unknown): Promise<TestResponse>;
  profile(): Promise<Body>;
}

export async function aPerson(app: App, email = someAddress("p")): Promise<TestUser> {
  const made = await app.post("/cis/v1/users", { email });
  expect(made.status).toBe(201);
  const userId = made.body.result.user_id;
  const token = await signedIn(app, userId);
  return {
    app,
    userId,
    token,
    email,
    verify: (path, body) => send("POST", `/cis/v1/verification/${path}`, { token, body }),
    profile: async () => (await app.get(`/cis/v1/users/${userId}`)).body.result,
  };
}

/** The same person in another application. */
export const inApp = async (person: TestUser, app: App): Promise<TestUser> => {
  const token = await signedIn(app, person.userId);
  return {
    ...person,
    app,
    token,
    verify: (path, body) => send("POST", `/cis/v1/verification/${path}`, { token, body }),
  };
};

export async function signedIn(app: App, userId: string): Promise<string> {
  const by = { identifier_type: "user_id", identifier: userId };
  const sent = await app.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
  expect(sent).toMatchObject({ status: 200, body: { message: "OTP sent" } });
  const answer = await app.post("/cis/v1/auth/otp/authenticate", { passcode: sent.body.code, ...by });
  expect(answer.status).toBe(200);
  return answer.body.access_token;
}

/** The messages to an address, newest first. */
export async function messagesTo(app: App, to: string): Promise<InboxMessage[]> {
  const wait = { seconds: 10, signal: new AbortController().signal };
  return (await readInbox(aContext(app.project), { to, limit: 50, wait })).messages;
}

/** The messages to an address so far, for those that must not be sent. */
export async function messagesNow(app: App, to: string): Promise<InboxMessage[]> {
  return (await readInbox(aContext(app.project), { to, limit: 50 })).messages;
}

/** The newest message, once there are that many. */
export async function lastMessage(app: App, to: string, count = 1): Promise<InboxMessage> {
  for (let tries = 0; tries < 100; tries++) {
    const messages = await messagesTo(app, to);
    if (messages.length >= count) return messages[0]!;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Fewer than ${count} messages came to ${to}.`);
}

export async function codeFor(app: App, to: string, count = 1): Promise<string> {
  return (await lastMessage(app, to, count)).code!;
}

export const linkFor = async (app: App, to: string, count = 1) => (await lastMessage(app, to, count)).link!;

/** Verifications of a user, newest first. */
export async function verificationsOf(app: App): Promise<LoadedVerification[]> {
  return list(aContext(app.project), { limit: 100 });
}

/** Lets time pass for a project's verifications, limits and budgets. */
export async function passTime(app: App, seconds: number): Promise<void> {
  for (const v of await verificationsOf(app)) await age(v.id, seconds);
  await db().execute(sql`
    update ${budgets} set empty_at = empty_at - make_interval(secs => ${seconds}),
      full_until = full_until - make_interval(secs => ${seconds}),
      instants = array(select t - make_interval(secs => ${seconds}) from unnest(instants) t)
    where project_id = ${app.project.id}`);
}

export function wrong(code: string): string {
  return code.startsWith("1") ? `2${code.slice(1)}` : `1${code.slice(1)}`;
}

/** Proves an address by code. */
export async function prove(person: TestUser, email: string, more: object = {}): Promise<void> {
  expect((await person.verify("otp/email/send", { email })).status).toBe(200);
  const passcode = await codeFor(person.app, email);
  const validated = await person.verify("otp/email/validate", { email, passcode, ...more });
  expect(validated).toMatchObject({ status: 200, body: { result: true } });
}
