import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readBody } from "./body";
import type { Handler } from "./declaration";
import { disconnectOf } from "./disconnect";
import { streamResponse } from "./event-stream";
import { onFastPath } from "./fast-path";
import type { RouteExports } from "./route";

/** Tells what it was given, as an endpoint would see it. */
const echo: Handler = async (given, { params }) =>
  Response.json(
    {
      method: given.method,
      path: new URL(given.url).pathname + new URL(given.url).search,
      params: await params,
      peer: given.headers.get("x-countersign-peer"),
      cookie: given.headers.get("cookie"),
      body: await bodyOf(given),
    },
    { status: 201, headers: { "x-request-id": "req_1", "cache-control": "no-store" } },
  );
async function bodyOf(request: Request): Promise<string> {
  const body = await readBody(request, 1000);
  return body.ok ? body.value : body.refusal.code;
}

let disconnects = 0;
/** Two events, and no end before the client disconnects. */
const stream: Handler = async (given) => {
  async function* events() {
    yield { id: "1", type: "first", data: { n: 1 } };
    yield { id: "2", data: "second" };
    await once(disconnectOf(given), "abort");
  }
  return streamResponse(events(), { cancel: () => disconnects++, error: () => {} });
};

const empty: Handler = async () => new Response(null, { status: 204 });
const all = (handler: Handler) =>
  Object.fromEntries(
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map((method) => [method, handler]),
  ) as RouteExports;

interface FastPath {
  take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> | null;
}
const fastPath = () =>
  (globalThis as unknown as Record<symbol, FastPath>)[Symbol.for("countersign.fast-path")]!;

let port: number;
const server = createServer((incoming, outgoing) => {
  incoming.headers["x-countersign-peer"] = "192.0.2.1";
  fastPath().take(incoming, outgoing) ?? outgoing.writeHead(418).end("the framework");
});

beforeAll(async () => {
  onFastPath("/test/things", all(echo));
  onFastPath("/test/things/[id]/parts", all(echo));
  onFastPath("/test/nothing", all(empty));
  onFastPath("/test/stream", all(stream));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => server.close());

const call = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);

describe("the fast path", () => {
  it("passes on method, path, parameters, headers and body, and returns the response unchanged", async () => {
    const body = JSON.stringify({ text: "ä€💩" });
    const headers = { cookie: "a=1; b=2", "x-countersign-peer": "6.6.6.6" };
    const answer = await call("/test/things/ver_1/parts?x=1&x=2", { method: "POST", body, headers });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("x-request-id")).toBe("req_1");
    expect(answer.headers.get("content-type")).toBe("application/json");
    const text = await answer.text();
    expect(answer.headers.get("content-length")).toBe(String(Buffer.byteLength(text)));
    expect(JSON.parse(text)).toEqual({
      method: "POST",
      path: "/test/things/ver_1/parts?x=1&x=2",
      params: { id: "ver_1" },
      peer: "192.0.2.1",
      cookie: "a=1; b=2",
      body,
    });
  });

  it("streams events as they come, until the client disconnects", async () => {
    const leaving = new AbortController();
    const answer = await call("/test/stream", { signal: leaving.signal });
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("second")) text += (await reader.read()).value;
    expect(text.split("\n\n").slice(1, 3)).toEqual([
      'id: 1\nevent: first\ndata: {"n":1}',
      'id: 2\ndata: "second"',
    ]);
    leaving.abort();
    await expect.poll(() => disconnects).toBe(1);
  });

  it("returns an empty response", async () => {
    const answer = await call("/test/nothing", { method: "DELETE" });
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(answer.headers.has("content-length")).toBe(false);
  });

  it.each([
    ["another path", "/test/other", {}],
    ["a longer path", "/test/things/ver_1/parts/2", {}],
    ["a slash at the end", "/test/things/", {}],
    ["two slashes", "/test//things", {}],
    ["a path that needs decoding", "/test/things/ver%5F1/parts", {}],
    ["HEAD", "/test/things", { method: "HEAD" }],
    ["OPTIONS", "/test/things", { method: "OPTIONS" }],
    ["a large body", "/test/things", { method: "POST", body: "x".repeat(64 * 1024 + 1) }],
  ])("leaves %s to the framework", async (_, path, init) => {
    expect((await call(path, init)).status).toBe(418);
  });

  it("leaves a body of unknown length to the framework", async () => {
    const status = await new Promise((resolve) => {
      const outgoing = request({ port, path: "/test/things", method: "POST" }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      outgoing.write("part");
      outgoing.end("and part");
    });
    expect(status).toBe(418);
  });

  it("keeps working if a client disconnects in the middle of its body", async () => {
    await new Promise<void>((resolve) => {
      const outgoing = request({
        port,
        path: "/test/things",
        method: "POST",
        headers: { "content-length": 9 },
      });
      outgoing.on("error", () => resolve());
      outgoing.write("half");
      setTimeout(() => outgoing.destroy(), 50);
    });
    expect((await call("/test/things")).status).toBe(201);
  });
});

const root = join(import.meta.dirname, "../..");
const routeFiles = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === "route.ts")
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** `app/(native)/api/v1/project/route.ts` answers `/api/v1/project`. */
const pathOf = (file: string) =>
  file
    .replace(/^app/, "")
    .replace(/\/\([^/]+\)/g, "")
    .replace(/\/route\.ts$/, "");

describe("route files on the fast path", () => {
  const opened = routeFiles.flatMap((file) => {
    const path = /onFastPath\(\s*"([^"]+)"/.exec(readFileSync(join(root, file), "utf8"))?.[1];
    return path === undefined ? [] : [{ file, path }];
  });

  it("register the path of their folder", () => {
    expect(opened.length).toBeGreaterThan(0);
    for (const { file, path } of opened) expect(path).toBe(pathOf(file));
  });

  it("shadow no other route", () => {
    for (const { file, path } of opened) {
      const taken = new RegExp(`^${path.replace(/\[\w+\]/g, "[^/]+")}$`);
      const hidden = routeFiles.filter((other) => other !== file && taken.test(pathOf(other)));
      expect({ path, hidden }).toEqual({ path, hidden: [] });
    }
  });
});
