import { afterAll, beforeAll } from "vitest";
import { createApiKey, type Scope, scopes } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { seedInbox, startWorker, type Worker } from "@/lib/delivery";
import { env } from "@/lib/env";
import { routesOf } from "@/lib/http/testing";
import { log } from "@/lib/log";
import { insertProject, type Project, type ProjectSettings, updateProject } from "@/lib/projects";
import { type InboxMessage, openChallenges, readInbox } from "@/lib/verification";
import { toSid } from "../sids";

/** The dialect's route files. */
export const handleRequest = routesOf("(twilio)");

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface TestRequest {
  /** Sent as a form. */
  form?: Record<string, string | readonly string[]>;
  /** Sent unchanged. */
  text?: string;
  headers?: Record<string, string>;
  /** Null: without credentials. */
  credentials?: { username: string; password: string } | null;
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
  accountSid: string;
  token: string;
  /** The user name that names the key instead of the account. */
  keySid: string;
  call(method: Method, path: string, request?: TestRequest): Promise<TestResponse>;
}

/** A project with a test inbox, and a token for it. */
export async function aClient(
  over: { settings?: Partial<ProjectSettings>; scopes?: readonly Scope[] } = {},
): Promise<Client> {
  const inserted = await insertProject("Acme");
  await seedInbox(inserted.id);
  const settings = { ...inserted.settings, requestsPerMinute: 1_000_000, ...over.settings };
  const project = (await updateProject(inserted.id, { settings }))!;
  const key = { name: "Test", scopes: over.scopes ?? scopes, dialect: "twilio" as const };
  const { key: row, secret: token } = await createApiKey(project.id, key);
  const accountSid = toSid("AC", project.id);
  return {
    project,
    accountSid,
    token,
    keySid: toSid("SK", row.id),
    call: (method, path, request) =>
      send(method, path, { credentials: { username: accountSid, password: token }, ...request }),
  };
}

/** Sends one request below `/v2`. */
export async function send(
  method: Method,
  path: string,
  { form, text, headers, credentials }: TestRequest = {},
): Promise<TestResponse> {
  const content = text ?? (form && encode(form));
  const basic =
    credentials && Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
  const request = new Request(new URL(`/v2${path}`, env.PUBLIC_URL), {
    method,
    headers: {
      ...(content !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      ...(basic && { authorization: `Basic ${basic}` }),
      ...headers,
    },
    body: method === "GET" || method === "HEAD" ? undefined : content,
  });
  const response = await handleRequest(request);
  const answered = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: answered === "" ? null : JSON.parse(answered),
  };
}

function encode(form: NonNullable<TestRequest["form"]>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of typeof value === "string" ? [value] : value) parameters.append(name, one);
  }
  return parameters.toString();
}

/** A service that takes custom codes. */
export async function aService(client: Client, form: Record<string, string> = {}): Promise<Body> {
  const { body } = await client.call("POST", "/Services", {
    form: { FriendlyName: "Acme Shop", CustomCodeEnabled: "true", ...form },
  });
  return body;
}

let numbers = 0;
/** A new number on every call. */
export const someNumber = () => `+1501712${String(2661 + numbers++).padStart(4, "0")}`;

/** Runs the outbox worker during the file's tests. It delivers to each project's inbox. */
export function useWorker(): void {
  let worker: Worker;
  beforeAll(() => {
    worker = startWorker({ openChallenges, log });
  });
  afterAll(() => worker.stop());
}

/** The newest messages to a recipient, once there are at least `count`. The test's timeout is the limit. */
export async function messagesTo(client: Client, to: string, count = 1): Promise<InboxMessage[]> {
  const ctx = aContext(client.project, { dialect: "twilio" });
  for (;;) {
    const { messages } = await readInbox(ctx, { to, limit: 10 });
    if (messages.length >= count) return messages;
    await new Promise((done) => setTimeout(done, 20));
  }
}

export async function codeTo(client: Client, to: string): Promise<string> {
  return (await messagesTo(client, to))[0]!.code!;
}
