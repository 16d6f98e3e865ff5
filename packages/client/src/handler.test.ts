import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { rightCode, someone } from "@/lib/http/native/contract/acts";
import { aClient, type Client as Caller } from "@/lib/http/native/contract/harness";
import { overHttp, type RunningServer, routesOf } from "@/lib/http/testing";
import { wrongCode } from "@/lib/verification/testing";
import { createHandler, type HandlerOptions, toNodeListener } from "./handler.js";
import { createClient, startVerification, type Verification } from "./index.js";

useTestDatabase();

let product: RunningServer;
let caller: Caller;
beforeAll(async () => {
  product = await overHttp(routesOf("(native)"));
  caller = await aClient();
});
afterAll(() => product.close());

const client = (apiKey = caller.key) => createClient({ baseUrl: product.url, apiKey });
const handler = (options: Partial<HandlerOptions> = {}) => createHandler({ client: client(), ...options });

async function call(
  serve: (request: Request) => Promise<Response>,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
) {
  const response = await serve(
    new Request(`https://shop.example/api/verification${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  );
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe("the handler for a backend's own routes", () => {
  test("starts, shows, refuses a wrong code and accepts the right one, and tells the backend", async () => {
    const onVerified = vi.fn((v: Verification) => ({ "set-cookie": `session=${v.identifier?.value}` }));
    const serve = handler({ onVerified });
    const email = someone();
    const started = await call(serve, "", { email });
    expect(started.status).toBe(201);
    // Neither the address nor anything else that the browser does not need.
    expect(started.body).toEqual({
      id: expect.stringMatching(/^ver_/),
      status: "pending",
      channel: "email",
      attemptsLeft: 5,
      resendInSeconds: 30,
      expiresInSeconds: 600,
    });
    const code = await rightCode(started.body);
    const path = `/${started.body.id}`;
    expect(await call(serve, `${path}/attempts`, { code: wrongCode(code) })).toMatchObject({
      status: 422,
      body: { code: "code_mismatch", attemptsLeft: 4 },
    });
    expect(await call(serve, `${path}/resends`, {})).toMatchObject({
      status: 429,
      body: { retryAfterSeconds: expect.any(Number) },
    });
    expect(onVerified).not.toHaveBeenCalled();
    const verified = await call(serve, `${path}/attempts`, { code });
    expect(verified).toMatchObject({ status: 200, body: { status: "verified" } });
    expect(verified.headers.get("set-cookie")).toBe(`session=${email}`);
    expect(onVerified).toHaveBeenCalledOnce();
    expect(await call(serve, path)).toMatchObject({ body: { status: "verified" } });
  });

  test("lets the backend decide about a start", async () => {
    const serve = handler({
      start: (recipient) =>
        "email" in recipient && recipient.email.endsWith("@example.com")
          ? { ...recipient, metadata: { form: "sign-up" } }
          : Response.json({ code: "not_for_you" }, { status: 403 }),
    });
    expect(await call(serve, "", { email: someone() })).toMatchObject({ status: 201 });
    expect(await call(serve, "", { email: "jane@example.org" })).toMatchObject({
      body: { code: "not_for_you" },
    });
  });

  test("refuses requests of other sites, other forms and other methods", async () => {
    const serve = handler();
    const email = someone();
    const crossSite = { "sec-fetch-site": "cross-site" };
    expect(await call(serve, "", { email }, crossSite)).toMatchObject({ status: 403 });
    expect(await call(serve, "", { email }, { "content-type": "text/plain" })).toMatchObject({ status: 400 });
    for (const body of [{}, { email: 7 }, [], null]) expect((await call(serve, "", body)).status).toBe(400);
    expect((await call(serve, "")).status).toBe(405);
  });

  test("refuses codes of verifications for another purpose, and counts no attempt", async () => {
    const started = await startVerification(client(), { email: someone(), purpose: "authenticate" });
    const onVerified = vi.fn();
    const refused = await call(handler({ onVerified }), `/${started.id}/attempts`, {
      code: await rightCode(started),
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(onVerified).not.toHaveBeenCalled();
    expect(await call(handler(), `/${started.id}`)).toMatchObject({ body: { attemptsLeft: 5 } });
  });

  test("leaves a wrong API key to the backend's own error handling", async () => {
    const serve = handler({ client: client("csk_wrong") });
    await expect(call(serve, "", { email: someone() })).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("says that Countersign is not available", async () => {
    const nowhere = createClient({ baseUrl: "http://127.0.0.1:1", apiKey: "x", retries: 0 });
    expect(await call(handler({ client: nowhere }), "", { email: someone() })).toMatchObject({
      status: 503,
      body: { code: "unavailable" },
    });
  });

  test("serves Node.js and Express", async () => {
    const server = createServer(toNodeListener(handler({ onVerified: () => ({ "set-cookie": "a=1" }) })));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/verification`;
    const post = (path: string, body: object) =>
      fetch(base + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const started = await (await post("", { email: someone() })).json();
    const verified = await post(`/${started.id}/attempts`, { code: await rightCode(started) });
    expect(verified.headers.getSetCookie()).toEqual(["a=1"]);
    expect(await verified.json()).toMatchObject({ status: "verified" });
    server.close();
  });
});
