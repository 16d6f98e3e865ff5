import { once } from "node:events";
import http, { type Server } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, scopes } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { createProvider, seedInbox, startWorker, testProvider, type Worker } from "@/lib/delivery";
import { answer } from "@/lib/http/oauth/contract/harness";
import { overHttp, type RunningServer, routesOf } from "@/lib/http/testing";
import { log } from "@/lib/log";
import { insertProject, type Project, updateProject } from "@/lib/projects";
import { listShadow } from "@/lib/shadow";
import { openChallenges, readInbox } from "@/lib/verification";
import { dialects } from "./dialects";
import { shadowProxy } from "./proxy";
import { Shadow, type ShadowOptions, shadowHost } from "./shadow";
import { Tally } from "./tally";

/* Our own dialects are the vendor, with a project of their own. */

useTestDatabase();

/** For what is the same with every dialect. */
const anyDialect = Object.keys(dialects)[0]!;

let product: RunningServer;
let worker: Worker;

beforeAll(async () => {
  const routes = Object.fromEntries(
    ["native", "corbado", "kratos", "logto", "transmit", "twilio"].map((name) => [
      name,
      routesOf(`(${name})`),
    ]),
  );
  product = await overHttp((request) => {
    const { pathname } = new URL(request.url);
    if (/^\/(?:cis\/)?oidc\/token$/.test(pathname)) return answer(request);
    const name =
      [
        ["native", /^\/api\/v1\//],
        ["logto", /^\/api\//],
        ["transmit", /^\/cis\//],
        ["twilio", /^\/v2\/(?:Services|Attempts|Templates)/],
        ["corbado", /^\/v[12]\//],
      ].find(([, pattern]) => (pattern as RegExp).test(pathname))?.[0] ?? "kratos";
    return routes[name as string]!(request);
  });
  worker = await startWorker({ openChallenges, log });
});
afterAll(async () => {
  await worker.stop();
  await product.close();
});

interface Scene {
  /** The proxy's address. */
  url: string;
  vendor: { project: Project; key: string };
  project: Project;
  shadow: Shadow;
  tally: Tally;
  /** The report, when everything was compared. */
  report(): ReturnType<typeof listShadow>;
}

const servers: { close(): unknown; closeAllConnections?(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function aKey(environment: Project["environment"]): Promise<{ project: Project; key: string }> {
  const inserted = await insertProject("Acme", { environment });
  await seedInbox(inserted.id);
  const hosts = environment === "shadow" ? [shadowHost(inserted)] : ["127.0.0.1", new URL(product.url).host];
  const { dialects, ...settings } = inserted.settings;
  const kratos = { ...dialects.kratos, hosts };
  const project = (await updateProject(inserted.id, {
    settings: { ...settings, requestsPerMinute: 1_000_000, dialects: { ...dialects, kratos } },
  }))!;
  const { secret: key } = await createApiKey(project.id, { name: "Test", scopes });
  return { project, key };
}

async function aScene(
  dialect: string,
  over: Partial<ShadowOptions> & { upstream?: string } = {},
): Promise<Scene> {
  const vendor = await aKey("live");
  const { project, key } = await aKey("shadow");
  const tally = new Tally(project.id, dialect);
  const shadow = new Shadow({ dialect, target: new URL(product.url), project, key, tally, ...over });
  const proxy = shadowProxy({
    upstream: new URL(over.upstream ?? product.url),
    onExchange: (exchange) => shadow.offer(exchange),
    onTooLarge: (request) => shadow.skip(request, "too_large"),
  });
  servers.push(proxy);
  return {
    url: await urlOf(proxy),
    vendor,
    project,
    shadow,
    tally,
    async report() {
      await shadow.settled();
      await tally.record();
      return listShadow(project.id);
    },
  };
}

async function urlOf(server: Server): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function aServer(listener: http.RequestListener): Promise<string> {
  const server = http.createServer(listener);
  servers.push(server);
  return urlOf(server);
}

/** A port on which nobody listens. */
async function nobody(): Promise<URL> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return new URL(`http://127.0.0.1:${port}`);
}

const differencesOf = (report: Awaited<ReturnType<Scene["report"]>>) =>
  report.flatMap(({ endpoint, differences }) =>
    differences.map(({ count, ...one }) => ({ endpoint, ...one })),
  );
const skippedIn = (report: Awaited<ReturnType<Scene["report"]>>) =>
  Object.assign({}, ...report.map(({ notCompared }) => notCompared));

/** The code of the last message, as soon as there is one. */
async function codeIn({ project }: { project: Project }, to: string): Promise<string> {
  const wait = { seconds: 30, signal: AbortSignal.timeout(60_000) };
  const { messages } = await readInbox(aContext(project), { to, limit: 1, wait });
  return messages[0]!.code!;
}

describe("an answer through the proxy", () => {
  it("is the vendor's, byte for byte, with its headers in their order and repetitions", async () => {
    const body = Buffer.from([0, 255, 13, 10, 123, 200]);
    const upstream = await aServer((request, response) => {
      response.sendDate = false;
      response.writeHead(
        418,
        "Short and stout",
        [
          ["Set-Cookie", "a=1"],
          ["X-CaSe", "kept"],
          ["Set-Cookie", "b=2"],
          ["Content-Length", String(body.length)],
          ["X-Seen", String(request.headers.host)],
        ].flat(),
      );
      response.end(body);
    });
    const { url } = await aScene(anyDialect, { upstream, target: await nobody() });
    const [direct, proxied] = await Promise.all(
      [upstream, url].map((from) => raw(from, "/v2/Services?a=%20b")),
    );
    const endToEnd = ({ rawHeaders }: http.IncomingMessage) =>
      rawHeaders.join("\n").replace(/Connection\n.*?(\n|$)(Keep-Alive\n.*)?/s, "");
    expect(proxied!.message.statusMessage).toBe("Short and stout");
    expect(proxied!.message.statusCode).toBe(418);
    expect(endToEnd(proxied!.message)).toBe(endToEnd(direct!.message));
    expect(proxied!.body.equals(body)).toBe(true);
  });

  it("is streamed: its beginning arrives before its end exists", async () => {
    let finish = () => {};
    const upstream = await aServer((_, response) => {
      response.write("first");
      finish = () => response.end("last");
    });
    const { url } = await aScene(anyDialect, { upstream, target: await nobody() });
    const response = await fetch(url);
    const reader = response.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe("first");
    finish();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe("last");
  });

  it("says 502 if the vendor is down, like any proxy", async () => {
    const { url } = await aScene(anyDialect, { upstream: (await nobody()).href, target: await nobody() });
    expect((await fetch(url)).status).toBe(502);
  });

  const upstreamAnswer = () =>
    aServer((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end('{"sid":"VE1"}');
    });

  it.each<[string, string, () => Promise<URL>]>([
    ["is down", "unreachable", nobody],
    ["never answers", "timeout", async () => new URL(await aServer(() => {}))],
    [
      "breaks off",
      "unreachable",
      async () => new URL(await aServer((_, response) => response.write("{", () => response.destroy()))),
    ],
    [
      "stops in the middle",
      "timeout",
      async () => new URL(await aServer((_, response) => void response.write("{"))),
    ],
    [
      "answers without end",
      "too_large",
      async () =>
        new URL(
          await aServer((_, response) => {
            const more = () => response.destroyed || response.write("x".repeat(65_536), more);
            more();
          }),
        ),
    ],
  ])("does not change or wait while Countersign %s", async (_, reason, target) => {
    const scene = await aScene(anyDialect, {
      upstream: await upstreamAnswer(),
      target: await target(),
      limitMs: 300,
    });
    // Ours has not been answered while these are: it would take all the time of the first request.
    for (let i = 0; i < 3; i++)
      expect(await (await fetch(`${scene.url}/v2/Attempts`)).text()).toBe('{"sid":"VE1"}');
    const [row] = await scene.report();
    expect(row).toMatchObject({
      requests: 3,
      same: 0,
      notCompared: { [reason]: 3 },
    });
  });

  it("never waits for a full queue: what does not fit is counted", async () => {
    const target = new URL(await aServer(() => {}));
    const scene = await aScene(anyDialect, {
      upstream: await upstreamAnswer(),
      target,
      limitMs: 500,
      maxWaiting: 2,
    });
    for (let i = 0; i < 6; i++) expect((await fetch(`${scene.url}/v2/Attempts`)).status).toBe(200);
    // One is at Countersign, two wait.
    expect(skippedIn(await scene.report())).toEqual({ queue_full: 3, timeout: 3 });
  });

  it("passes on bodies that are too large to compare", async () => {
    const large = "x".repeat(2_000_000);
    const upstream = await aServer((request, response) => void request.pipe(response));
    const scene = await aScene(anyDialect, { upstream, target: await nobody() });
    const response = await fetch(`${scene.url}/v2/Services`, { method: "POST", body: large });
    expect((await response.text()) === large).toBe(true);
    expect(skippedIn(await scene.report())).toEqual({ too_large: 1 });
  });
});

interface Raw {
  message: http.IncomingMessage;
  body: Buffer;
}

function raw(origin: string, path: string): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const request = http.get(origin + path, { headers: { host: new URL(origin).host } }, async (message) => {
      const chunks: Buffer[] = [];
      for await (const chunk of message) chunks.push(chunk as Buffer);
      resolve({ message, body: Buffer.concat(chunks) });
    });
    request.on("error", reject);
  });
}

describe("a comparison", () => {
  const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });

  it("finds nothing where both are the same: ids and codes of the vendor stand for ours", async () => {
    const scene = await aScene("twilio");
    const account = `AC${scene.vendor.project.id.replaceAll("-", "")}`;
    const authorization = `Basic ${Buffer.from(`${account}:${scene.vendor.key}`).toString("base64")}`;
    const call = async (path: string, init: RequestInit = {}) =>
      (await fetch(scene.url + path, { ...init, headers: { authorization } })).json() as Promise<{
        sid: string;
        status: string;
      }>;

    const { sid: service } = await call("/v2/Services", form({ FriendlyName: "Acme" }));
    const to = "+15017122661";
    const { sid } = await call(`/v2/Services/${service}/Verifications`, form({ To: to, Channel: "sms" }));
    const code = await codeIn(scene.vendor, to);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
    await call(`/v2/Services/${service}/VerificationCheck`, form({ VerificationSid: sid, Code: wrong }));
    await call(`/v2/Services/${service}/Verifications/${sid}`);
    const checked = await call(
      `/v2/Services/${service}/VerificationCheck`,
      form({ VerificationSid: sid, Code: code }),
    );
    expect(checked.status).toBe("approved");

    const report = await scene.report();
    expect(differencesOf(report)).toEqual([]);
    expect(scene.tally.totals).toEqual({ requests: 5, same: 5, different: 0, notCompared: 0 });
    expect(report.map(({ endpoint }) => endpoint).sort()).toEqual([
      "GET /v2/Services/{serviceSid}/Verifications/{sid}",
      "POST /v2/Services",
      "POST /v2/Services/{serviceSid}/VerificationCheck",
      "POST /v2/Services/{serviceSid}/Verifications",
    ]);
  });

  it("follows a Kratos flow by its id, in paths and queries", async () => {
    const scene = await aScene("kratos");
    const headers = { accept: "application/json", "content-type": "application/json" };
    const begun = await fetch(`${scene.url}/self-service/verification/api`, { headers });
    const { id } = (await begun.json()) as { id: string };
    const submit = (body: object) =>
      fetch(`${scene.url}/self-service/verification?flow=${id}`, {
        method: "POST",
        headers,
        body: JSON.stringify({ method: "code", ...body }),
      });
    await submit({ email: "jane@example.com" });
    await fetch(`${scene.url}/self-service/verification/flows?id=${id}`, { headers });
    await submit({ code: "000000" });
    expect(differencesOf(await scene.report())).toEqual([]);
    expect(scene.tally.totals).toMatchObject({ requests: 4, same: 4 });
  });

  it("gets tokens of its own for Logto and Transmit, and follows those it saw", async () => {
    const logto = await aScene("logto");
    const { key } = logto.vendor;
    const client = { client_id: key.slice(0, 12), client_secret: key, grant_type: "client_credentials" };
    const issued = await fetch(
      `${logto.url}/oidc/token`,
      form({ ...client, resource: "https://default.logto.app/api", scope: "all" }),
    );
    const { access_token } = (await issued.json()) as { access_token: string };
    const json = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
    const post = (path: string, body: object) =>
      fetch(logto.url + path, { method: "POST", headers: json, body: JSON.stringify(body) });
    const created = (await (await post("/api/users", { primaryEmail: "jane@example.com" })).json()) as {
      id: string;
    };
    expect((await fetch(`${logto.url}/api/users/${created.id}`, { headers: json })).status).toBe(200);
    expect((await fetch(`${logto.url}/api/users/abcdefghi123`, { headers: json })).status).toBe(404);
    expect(differencesOf(await logto.report())).toEqual([]);
    expect(logto.tally.totals).toMatchObject({ requests: 4, same: 4 });

    const transmit = await aScene("transmit");
    const bearer = { authorization: "Bearer issued-before-1234", "content-type": "application/json" };
    await fetch(`${transmit.url}/cis/v1/verification/otp/email/send`, {
      method: "POST",
      headers: bearer,
      body: JSON.stringify({ email: "jane@example.com" }),
    });
    expect(skippedIn(await transmit.report())).toEqual({ unknown_token: 1 });
  });

  it("follows Corbado's users and challenges, and a Transmit user's own token", async () => {
    const corbado = await aScene("corbado");
    const password = `corbado1_${corbado.vendor.key}`;
    const user = `pro-${corbado.vendor.project.number}`;
    const headers = {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
      "content-type": "application/json",
    };
    const call = async (method: string, path: string, body?: object) =>
      (await fetch(corbado.url + path, { method, headers, body: body && JSON.stringify(body) })).json();
    const { userID } = (await call("POST", "/v2/users", { fullName: "Jane Doe", status: "active" })) as {
      userID: string;
    };
    const identifierValue = "jane@example.com";
    const identifier = { identifierType: "email", identifierValue, status: "pending" };
    await call("POST", `/v2/users/${userID}/identifiers`, identifier);
    const started = await call("POST", `/v2/users/${userID}/challenges`, {
      challengeType: "email_otp",
      identifierValue,
      clientInformation: { remoteAddress: "203.0.113.7", userAgent: "Mozilla/5.0" },
    });
    const { challengeID } = started as { challengeID: string };
    const value = await codeIn(corbado.vendor, identifierValue);
    await call("PATCH", `/v2/users/${userID}/challenges/${challengeID}`, { value });
    await call("GET", `/v2/users/${userID}`);
    expect(differencesOf(await corbado.report())).toEqual([]);
    expect(corbado.tally.totals).toMatchObject({ requests: 5, same: 5 });

    const transmit = await aScene("transmit");
    const { key } = transmit.vendor;
    const client = { client_id: key.slice(0, 12), client_secret: key, grant_type: "client_credentials" };
    const issued = await fetch(`${transmit.url}/cis/oidc/token`, form(client));
    const { access_token } = (await issued.json()) as { access_token: string };
    const post = async (path: string, token: string, body: object) => {
      const sent = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const response = await fetch(transmit.url + path, {
        method: "POST",
        headers: sent,
        body: JSON.stringify(body),
      });
      expect(response.ok).toBe(true);
      return response.json() as Promise<{ result: { user_id: string }; code: string; access_token: string }>;
    };
    const { result } = await post("/cis/v1/users", access_token, { email: "jane@example.com" });
    const person = { identifier_type: "user_id", identifier: result.user_id };
    const { code } = await post("/cis/v1/auth/otp/send", access_token, { channel: "direct", ...person });
    const signedIn = await post("/cis/v1/auth/otp/authenticate", access_token, { passcode: code, ...person });
    const email = "jane@work.example";
    await post("/cis/v1/verification/otp/email/send", signedIn.access_token, { email });
    const passcode = await codeIn(transmit.vendor, email);
    await post("/cis/v1/verification/otp/email/validate", signedIn.access_token, { email, passcode });
    expect(differencesOf(await transmit.report())).toEqual([]);
    expect(transmit.tally.totals).toMatchObject({ requests: 6, same: 6 });
  });

  it("names each difference of a vendor that answers otherwise, without codes, tokens and addresses", async () => {
    const upstream = await aServer((_, response) => {
      response.writeHead(202, { "content-type": "application/problem+json", "retry-after": "3" });
      response.end(
        JSON.stringify({
          services: "jane.doe@example.com",
          meta: { key: "other", page: 7, page_size: 50, secret_token: "Hunter2Hunter2" },
        }),
      );
    });
    const scene = await aScene("twilio", { upstream });
    await fetch(`${scene.url}/v2/Services`);
    const report = await scene.report();
    const found = differencesOf(report).map(({ kind, at, vendor, ours }) => [kind, at, vendor, ours]);
    expect(found).toEqual(
      expect.arrayContaining([
        ["status", "status", "202", "200"],
        ["header", "content-type", "application/problem+json", "application/json"],
        ["header", "retry-after", "present", null],
        ["type", "$.services", "string", "array"],
        ["value", "$.meta.key", '"other"', '"services"'],
        ["value", "$.meta.page", "7", "0"],
        ["missing", "$.meta.secret_token", "string", null],
        ["extra", "$.meta.url", null, "string"],
      ]),
    );
    expect(JSON.stringify(report)).not.toMatch(/Hunter2|jane/);
  });

  it("does not compare what the vendor refused for its credentials", async () => {
    const scene = await aScene("corbado");
    await fetch(`${scene.url}/v2/users`, { headers: { authorization: "Basic d3Jvbmc6d3Jvbmc=" } });
    expect(skippedIn(await scene.report())).toEqual({ credentials: 1 });
  });

  it("does not blame ids and tokens from before it began", async () => {
    const upstream = await aServer((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end('{"id":"old"}');
    });
    const scene = await aScene("kratos", { upstream });
    await fetch(`${scene.url}/admin/identities/9f425a8d-7efc-4768-8f23-7647a74fdf13`);
    expect(skippedIn(await scene.report())).toEqual({ unknown_id: 1 });

    // A backend's token from before is replaced by one of the key's own.
    const logto = await aScene("logto", { upstream });
    await fetch(`${logto.url}/api/sign-in-exp`, { headers: { authorization: "Bearer issued-before-1234" } });
    const found = differencesOf(await logto.report());
    expect(found).toContainEqual(expect.objectContaining({ kind: "extra", at: "$.signInMode" }));
    expect(found.filter(({ kind }) => kind === "status")).toEqual([]);
  });
});

describe("a shadow project", () => {
  it("sends nothing, whatever its providers are", async () => {
    let calls = 0;
    const provider = await aServer((_, response) => {
      calls++;
      response.end("{}");
    });
    const scene = await aScene("twilio");
    const ours = await createProviderFor(scene.project, provider);
    await createProviderFor(scene.vendor.project, provider);
    const account = `AC${scene.vendor.project.id.replaceAll("-", "")}`;
    const authorization = `Basic ${Buffer.from(`${account}:${scene.vendor.key}`).toString("base64")}`;
    const call = (path: string, fields: Record<string, string>) =>
      fetch(scene.url + path, {
        method: "POST",
        headers: { authorization },
        body: new URLSearchParams(fields),
      });
    const { sid } = (await (await call("/v2/Services", { FriendlyName: "Acme" })).json()) as { sid: string };
    await call(`/v2/Services/${sid}/Verifications`, { To: "jane@example.com", Channel: "email" });
    await scene.report();
    expect(await codeIn(scene, "jane@example.com")).toMatch(/^\d{6}$/);
    // Tests of a provider are sent past the outbox.
    const tested = await testProvider(
      aContext(scene.project),
      ours,
      { to: "jane@example.com" },
      async () => null,
    );
    expect(tested).toMatchObject({ ok: true, value: { outcome: "accepted" } });
    // The vendor's own message, and no other.
    await expect.poll(() => calls).toBe(1);
    expect(scene.tally.totals).toMatchObject({ same: 2 });
  });
});

async function createProviderFor(project: Project, url: string): Promise<string> {
  const created = await createProvider(aContext(project), { kind: "http", config: { endpoint: url } });
  if (!created.ok) throw new Error(created.refusal.code);
  return created.value.id;
}
