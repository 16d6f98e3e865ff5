import { afterAll, beforeAll } from "vitest";
import { createApiKey, type Scope, scopes } from "@/lib/access";
import { seedInbox, startWorker, type Worker } from "@/lib/delivery";
import { env } from "@/lib/env";
import { routesOf } from "@/lib/http/testing";
import { log } from "@/lib/log";
import { forgetHosts, insertProject, type KratosSettings, type Project, updateProject } from "@/lib/projects";
import { openChallenges } from "@/lib/verification";

/** The dialect's route files. */
export const handleRequest = routesOf("(kratos)");

/** A worker that empties the outbox while the tests of a file run. */
export function useWorker(): void {
  let worker: Worker | undefined;
  beforeAll(() => {
    worker = startWorker({ openChallenges, log });
  });
  afterAll(() => worker?.stop());
}

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

export interface TestRequest {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a form. */
  form?: Record<string, string>;
  /** Sent unchanged. */
  text?: string;
  headers?: Record<string, string>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read bodies of every shape.
export type JsonBody = any;

export interface TestResponse {
  status: number;
  headers: Headers;
  location: string;
  cookies: string[];
  body: JsonBody;
}

const acceptsJson = { accept: "application/json" };

/** A project with its own host, set up like those of the vendor's conformance tests. */
export class TestApp {
  constructor(
    public project: Project,
    readonly key: string,
    readonly host: string,
  ) {}

  get base(): string {
    return `${new URL(env.PUBLIC_URL).protocol}//${this.host}`;
  }

  async set(settings: Partial<KratosSettings>): Promise<void> {
    const { dialects } = this.project.settings;
    const changed = { ...dialects, kratos: { ...dialects.kratos, ...settings } };
    this.project = (await updateProject(this.project.id, {
      settings: { ...this.project.settings, dialects: changed },
    }))!;
    forgetHosts();
  }

  async send(
    method: Method,
    path: string,
    { json, form, text, headers }: TestRequest = {},
  ): Promise<TestResponse> {
    const given =
      text ?? (json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json));
    const type = json === undefined ? form && "application/x-www-form-urlencoded" : "application/json";
    const request = new Request(new URL(path, this.base), {
      method,
      headers: { host: this.host, ...(type && { "content-type": type }), ...headers },
      body: method === "GET" || method === "HEAD" ? undefined : given,
    });
    const response = await handleRequest(request);
    const body = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get("location") ?? "",
      cookies: response.headers.getSetCookie(),
      body: isJson && body !== "" ? JSON.parse(body) : body,
    };
  }

  /** Sends what the vendor's JSON clients send. */
  json(
    method: Method,
    path: string,
    json?: unknown,
    headers: Record<string, string> = {},
  ): Promise<TestResponse> {
    return this.send(method, path, { json, headers: { ...acceptsJson, ...headers } });
  }

  admin(method: Method, path: string, json?: unknown): Promise<TestResponse> {
    return this.json(method, `/admin${path}`, json, { authorization: `Bearer ${this.key}` });
  }

  async identity(traits: Record<string, unknown>): Promise<JsonBody> {
    const { status, body } = await this.admin("POST", "/identities", { schema_id: "default", traits });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  }

  async apiFlow(query = ""): Promise<JsonBody> {
    return (await this.json("GET", `/self-service/verification/api${query}`)).body;
  }

  /** Submits to a flow as a native application does. */
  submit(flow: { id: string }, json: unknown): Promise<TestResponse> {
    return this.json("POST", `/self-service/verification?flow=${flow.id}`, json);
  }

  /** The newest messages to a recipient, once there are that many. */
  async messages(recipient: string, count = 1): Promise<JsonBody[]> {
    for (;;) {
      const { body } = await this.admin(
        "GET",
        `/courier/messages?recipient=${encodeURIComponent(recipient)}`,
      );
      if (body.length >= count) return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async codeTo(recipient: string, count = 1): Promise<string> {
    return /\d{6}/.exec((await this.messages(recipient, count))[0].body)![0];
  }

  async linkTo(recipient: string, count = 1): Promise<string> {
    const [url = ""] = /https?:\/\/\S+/.exec((await this.messages(recipient, count))[0].body)!;
    const { pathname, search } = new URL(url);
    return `${pathname}${search}`;
  }

  browser(): Browser {
    return new Browser(this);
  }
}

/** A client with a cookie jar that follows no redirects. */
export class Browser {
  readonly jar = new Map<string, string>();

  constructor(private readonly app: TestApp) {}

  get cookie(): Record<string, string> {
    const pairs = [...this.jar].map(([name, value]) => `${name}=${value}`);
    return pairs.length > 0 ? { cookie: pairs.join("; ") } : {};
  }

  async send(method: Method, path: string, asked: TestRequest = {}): Promise<TestResponse> {
    const headers = { ...this.cookie, ...asked.headers };
    const answer = await this.app.send(method, path, { ...asked, headers });
    for (const cookie of answer.cookies) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.jar.set(name, value);
    }
    return answer;
  }

  /** Creates a flow and reads it. */
  async flow(query = ""): Promise<JsonBody> {
    const asked = await this.send("GET", `/self-service/verification/browser${query}`);
    return this.read(flowIn(asked));
  }

  async read(id: string): Promise<JsonBody> {
    const path = `/self-service/verification/flows?id=${id}`;
    const { status, body } = await this.send("GET", path, { headers: acceptsJson });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  submit(flow: JsonBody, form: Record<string, string>): Promise<TestResponse> {
    const csrf_token = nodeOf(flow, "csrf_token")?.attributes.value ?? "";
    return this.send("POST", `/self-service/verification?flow=${flow.id}`, { form: { csrf_token, ...form } });
  }

  /** Submits a form, and reads the flow that the redirect leads to. */
  async submitted(flow: JsonBody, form: Record<string, string>): Promise<JsonBody> {
    return this.read(flowIn(await this.submit(flow, form)));
  }
}

/** The flow in a redirect to its page. */
export function flowIn({ status, location }: TestResponse): string {
  const id = new URL(location).searchParams.get("flow");
  if (status !== 303 || !id) throw new Error(`No redirect to a flow: ${status} ${location}`);
  return id;
}

export const nodeOf = (flow: JsonBody, name: string): JsonBody =>
  flow.ui.nodes.find((node: JsonBody) => node.attributes.name === name);
export const namesOf = (flow: JsonBody): string[] =>
  flow.ui.nodes.map((node: JsonBody) => node.attributes.name ?? node.attributes.id);

let apps = 0;

export interface TestAppOptions {
  settings?: Partial<KratosSettings>;
  scopes?: readonly Scope[];
}

/** A project with an inbox whose messages can be read. */
export async function anApp({ settings, scopes: held = scopes }: TestAppOptions = {}): Promise<TestApp> {
  const project = await insertProject("Acme");
  await seedInbox(project.id);
  const { secret } = await createApiKey(project.id, { name: "Test", scopes: held });
  const app = new TestApp(project, secret, `kratos-${++apps}.example.test`);
  await app.set({
    hosts: [app.host],
    uiUrl: "https://ui.example.com/verify?theme=dark",
    errorUiUrl: "https://ui.example.com/error",
    defaultReturnUrl: "https://app.example.com/",
    allowedReturnUrls: ["https://app.example.com"],
    showMessageBodies: true,
    ...settings,
  });
  return app;
}

/** A code that is certainly wrong. */
export const wrongCode = (right: string) =>
  right.startsWith("1") ? `2${right.slice(1)}` : `1${right.slice(1)}`;

/** The address of the vendor's own tests. */
export const me = "verifyme@ory.sh";
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A project with one identity. */
export async function anAppWithIdentity(options: TestAppOptions = {}): Promise<TestApp> {
  const app = await anApp(options);
  await app.identity({ email: me });
  return app;
}

/** A native flow whose code was sent. */
export async function sent(app: TestApp): Promise<{ flow: JsonBody; code: string }> {
  const flow = await app.apiFlow();
  await app.submit(flow, { method: "code", email: me });
  return { flow, code: await app.codeTo(me) };
}

/** The one message of a flow. */
export function only({ ui }: JsonBody): JsonBody {
  if (ui.messages?.length !== 1) throw new Error(`Not one message: ${JSON.stringify(ui.messages)}`);
  return ui.messages[0];
}
