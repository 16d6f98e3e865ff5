import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import type { EdgeRefusal } from "./protocol";

useTestDatabase();

interface Prefixes {
  covers(target: string): boolean;
  isMiscased(target: string): boolean;
  refuse(request: IncomingMessage, response: ServerResponse, refusal: EdgeRefusal): Promise<void> | null;
}
const prefixes = () =>
  (globalThis as unknown as Record<symbol, Prefixes>)[Symbol.for("countersign.prefixes")]!;

const root = join(import.meta.dirname, "../..");
const registering = readdirSync(join(root, "app"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === "route.ts")
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .flatMap((file) => {
    const prefix = /onPrefix\(\s*"([^"]+)"/.exec(readFileSync(join(root, file), "utf8"))?.[1];
    return prefix === undefined ? [] : [{ file, prefix }];
  });

/** Whether a route file registers the path's prefix. A dialect's is missing once the dialect is removed. */
const isRegistered = (path: string) =>
  registering.some(({ prefix }) => `${path}/`.toLowerCase().startsWith(`${prefix}/`.toLowerCase()));

let refusal: EdgeRefusal = { code: "not_found" };
let url: string;
const server = createServer((incoming, outgoing) => {
  prefixes().refuse(incoming, outgoing, refusal) ?? outgoing.writeHead(418).end();
});

beforeAll(async () => {
  for (const { file } of registering) await import(/* @vite-ignore */ join(root, file));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const refuse = async (path: string, reason: EdgeRefusal, init?: RequestInit) => {
  refusal = reason;
  const response = await fetch(url + path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe("prefixes of APIs", () => {
  it("match the folders of their route files", () => {
    expect(registering.length).toBeGreaterThan(4);
    for (const { file, prefix } of registering) {
      const folder = file
        .replace(/^app/, "")
        .replace(/\/\([^/]+\)/g, "")
        .replace(/(\/\[{1,2}\.\.\.\w+\]{1,2})?\/route\.ts$/, "");
      expect(folder).toBe(prefix);
    }
  });

  it("cover their paths in any letter case, and neither pages nor longer names", () => {
    const paths = ["/v2", "/v2/users?x=/console", "/V2/users", "/api/v1/x", "/Version", "/health/x"];
    for (const path of paths.filter((one) => isRegistered(one.split("?")[0]!)))
      expect([path, prefixes().covers(path)]).toEqual([path, true]);
    for (const path of ["/", "/v22", "/console", "/docs?x=/v2", "/self-service/ui/error", "/versions"])
      expect([path, prefixes().covers(path)]).toEqual([path, false]);
  });

  it("are miscased if any letter of the prefix differs", () => {
    for (const path of ["/V2/users", "/API/V1/users", "/Self-Service/x"].filter(isRegistered))
      expect([path, prefixes().isMiscased(path)]).toEqual([path, true]);
    for (const path of ["/v2/USERS", "/api/v1/Users", "/self-service/X", "/Console"])
      expect([path, prefixes().isMiscased(path)]).toEqual([path, false]);
  });
});

const reasons: [EdgeRefusal, number][] = [
  [{ code: "uri_too_long" }, 414],
  [{ code: "headers_too_large" }, 431],
  [
    {
      code: "request_invalid",
      violations: [{ part: "params", pointer: "/path", message: "It does not decode." }],
    },
    400,
  ],
];

describe("a request that reaches no route file", () => {
  it.each(["/api/v1/users/%ff", "/health/%ff", "/metrics/x"])(
    "is refused natively below %s",
    async (path) => {
      for (const [reason, status] of [...reasons, [{ code: "not_found" }, 404] as const]) {
        const answer = await refuse(path, reason);
        expect([answer.status, answer.headers.get("content-type")]).toEqual([
          status,
          "application/problem+json",
        ]);
        expect(JSON.parse(answer.text)).toMatchObject({ code: reason.code, status });
      }
    },
  );

  const inJson = ["/cis/v1/users", "/oidc", "/cis/oidc", "/sessions", "/admin", "/api/auth"].filter(
    isRegistered,
  );
  it.each(inJson.map((path) => `${path}/%ff`))("is refused in JSON below %s", async (path) => {
    for (const [reason, status] of reasons) {
      const answer = await refuse(path, reason);
      expect([path, answer.status]).toEqual([path, status]);
      expect(JSON.parse(answer.text)).toBeTypeOf("object");
    }
  });

  it.runIf(isRegistered("/api"))("is refused as the vendor's server does below /api", async () => {
    expect((await refuse("/api/users/%ff", reasons[2]![0])).text).toContain("guard.invalid_input");
    expect((await refuse("/api/users", { code: "not_found" })).text).toBe("Not Found");
  });

  it.runIf(isRegistered("/v2"))("of a closed dialect reveals nothing to strangers", async () => {
    for (const path of ["/v1/users/%ff", "/v2/users/%ff"]) {
      const answer = await refuse(path, reasons[2]![0]);
      expect([answer.status, JSON.parse(answer.text).error.type]).toEqual([401, "login_error"]);
    }
  });

  it("gets no body for HEAD", async () => {
    const answer = await refuse("/api/v1/x", { code: "not_found" }, { method: "HEAD" });
    expect([answer.status, answer.text]).toEqual([404, ""]);
  });

  it("for a page is left to the framework", async () => {
    expect((await refuse("/console", { code: "not_found" })).status).toBe(418);
    expect((await refuse("/self-service/ui/error", { code: "not_found" })).status).toBe(418);
  });
});
