import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { age } from "@/lib/verification/testing";
import {
  anApp,
  anAppWithIdentity,
  type JsonBody,
  me,
  namesOf,
  nodeOf,
  sent,
  useWorker,
  uuid,
} from "./harness";

useTestDatabase();
useWorker();

describe("creating and getting a flow", () => {
  it("KA-01 a native flow", async () => {
    const app = await anApp();
    const { status, body, cookies, headers } = await app.send("GET", "/self-service/verification/api");
    expect(status).toBe(200);
    expect(body).toMatchObject({ type: "api", state: "choose_method", active: "code" });
    expect(body.id).toMatch(uuid);
    expect(body.ui.action).toBe(`${app.base}/self-service/verification?flow=${body.id}`);
    expect(body.ui).not.toHaveProperty("messages");
    expect(namesOf(body)).toEqual(["email", "method"]);
    expect(cookies).toEqual([]);
    expect(headers.get("cache-control")).toBe("private, no-cache, no-store, must-revalidate");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("vary")).toBe("Cookie");
    expect(body).not.toHaveProperty("transient_payload");
    expect(body.request_url).toBe(`${app.base}/self-service/verification/api`);
  });

  it("keeps the query of its request exactly as it was sent", async () => {
    const app = await anApp({ settings: { allowedReturnUrls: ["https://app.example.com"] } });
    const query = "?return_to=https://app.example.com/a%2fb?x='1'&lang=de%20";
    // The server passes on the original URL, because the framework re-encodes its own.
    const kept = await app.json(
      "GET",
      "/self-service/verification/api?return_to=https%3A%2F%2Fapp.example.com%2Fa",
      undefined,
      { "x-countersign-target": `/self-service/verification/api${query}` },
    );
    expect(kept.body.request_url).toBe(`${app.base}/self-service/verification/api${query}`);
  });

  it("HEAD answers like GET and creates no flow", async () => {
    const app = await anApp();
    expect((await app.json("HEAD", "/self-service/verification/api")).status).toBe(200);
    expect((await app.json("HEAD", "/self-service/verification/browser")).status).toBe(200);
    const redirected = await app.send("HEAD", "/self-service/verification/browser");
    expect([redirected.status, redirected.location]).toEqual([
      303,
      "https://ui.example.com/verify?theme=dark",
    ]);
    await app.set({ enabled: false });
    expect((await app.json("HEAD", "/self-service/verification/api")).status).toBe(400);
  });

  it("KA-02 a browser flow, as JSON", async () => {
    const app = await anApp();
    const { status, body, cookies } = await app.json("GET", "/self-service/verification/browser");
    expect(status).toBe(200);
    expect(body.type).toBe("browser");
    expect(namesOf(body)).toEqual(["email", "method", "csrf_token"]);
    expect(nodeOf(body, "csrf_token").attributes.value).toHaveLength(88);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^csrf_token_[0-9a-f]{64}=[A-Za-z0-9+/]{43}=; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
    );
    // With its cookie, the browser gets the flow.
    const again = await app.json("GET", "/self-service/verification/browser", undefined, {
      cookie: cookies[0]!.split(";")[0]!,
    });
    expect(again.cookies).toEqual([]);
  });

  it("KA-03 a browser flow, by redirect", async () => {
    const app = await anApp();
    const { status, location } = await app.send("GET", "/self-service/verification/browser");
    expect(status).toBe(303);
    expect(location).toMatch(/^https:\/\/ui\.example\.com\/verify\?theme=dark&flow=[0-9a-f-]{36}$/);
  });

  it("KA-04 an unknown flow", async () => {
    const app = await anApp();
    for (const id of [crypto.randomUUID(), "nonsense", "00000000-0000-0000-0000-000000000000", ""]) {
      const { status, body } = await app.send("GET", `/self-service/verification/flows?id=${id}`);
      expect(status).toBe(404);
      expect(body).toEqual({
        error: { code: 404, status: "Not Found", message: "Unable to locate the resource" },
      });
    }
  });

  it("KA-05 a browser flow without cookies", async () => {
    const app = await anApp();
    const flow = await app.browser().flow();
    const path = `/self-service/verification/flows?id=${flow.id}`;
    const { status, body, headers } = await app.send("GET", path);
    expect(status).toBe(403);
    expect(body.error.id).toBe("security_csrf_violation");
    expect(headers.get("ory-error-id")).toBe("security_csrf_violation");
    expect(body.error.reason).toMatch(/^Please retry the flow and optionally clear your cookies\./);
    expect(body.error.details.reject_reason).toBe("The HTTP Cookie Header is empty or not set.");
    const foreign = await app.send("GET", path, { headers: { cookie: "a=b", "sec-fetch-mode": "cors" } });
    expect(foreign.body.error.details.reject_reason).toBe(
      "The HTTP Cookie Header was set but did not include the anti-CSRF cookie.",
    );
    expect(foreign.body.error.details.hint).toMatch(/^We detected an AJAX call/);
    const other = app.browser();
    await other.flow();
    const mismatch = await other.send("GET", path);
    expect(mismatch.body.error.details).toEqual({
      docs: "https://www.ory.com/docs/troubleshooting/csrf",
      hint: "The anti-CSRF cookie was found but the CSRF token was not included in the HTTP request body (csrf_token) nor in the HTTP Header (X-CSRF-Token).",
    });
  });

  it("KA-06 an expired flow", async () => {
    const app = await anApp();
    const browser = app.browser();
    const flow = await browser.flow("?return_to=https://app.example.com/done");
    const plain = await browser.flow();
    for (const id of [flow.id, plain.id]) await age(id, 3601);
    const begin = `${app.base}/self-service/verification/browser`;
    const { status, body } = await browser.send("GET", `/self-service/verification/flows?id=${flow.id}`);
    expect(status).toBe(410);
    expect(body.error.details).toEqual({
      redirect_to: `${begin}?return_to=https%3A%2F%2Fapp.example.com%2Fdone`,
      return_to: "https://app.example.com/done",
    });
    expect(body).not.toHaveProperty("use_flow_id");
    expect(body.error).not.toHaveProperty("id");
    const other = await browser.send("GET", `/self-service/verification/flows?id=${plain.id}`);
    expect(other.body.error.details).toEqual({ redirect_to: begin, return_to: "" });
    const native = await app.apiFlow();
    await age(native.id, 3601);
    const api = await app.json("GET", `/self-service/verification/flows?id=${native.id}`);
    expect(api.body.error.details).toEqual({ api: `${app.base}/self-service/verification/api` });
    expect(api.body.error.reason).toContain("Call the verification flow init API endpoint");
  });
});

describe("the URL to continue at", () => {
  it("KA-21 is the flow's return_to", async () => {
    const app = await anAppWithIdentity();
    const browser = app.browser();
    const begun = await browser.flow("?return_to=https://app.example.com/x");
    const flow = await browser.submitted(begun, { method: "code", email: me });
    const done = await browser.submitted(flow, { code: await app.codeTo(me) });
    const anchor = done.ui.nodes.find((node: JsonBody) => node.attributes.id === "continue");
    expect(anchor.attributes).toEqual({
      href: "https://app.example.com/x",
      title: { id: 1070009, text: "Continue", type: "info" },
      id: "continue",
      node_type: "a",
    });
    expect(done.ui).toMatchObject({ action: "https://app.example.com/x", method: "GET" });
    expect(nodeOf(done, "csrf_token").attributes.value).toHaveLength(88);
  });

  it("KA-22 is the project's", async () => {
    const app = await anAppWithIdentity();
    const { flow, code } = await sent(app);
    const done = (await app.submit(flow, { code })).body;
    expect(done.ui.action).toBe("https://app.example.com/");
    await app.set({ afterReturnUrl: "https://app.example.com/after" });
    const path = `/self-service/verification/flows?id=${flow.id}`;
    expect((await app.json("GET", path)).body.ui.action).toBe("https://app.example.com/after");
  });

  it("KA-23 is never another", async () => {
    const app = await anApp();
    const { status, body } = await app.send(
      "GET",
      "/self-service/verification/api?return_to=https://evil.example/",
    );
    expect(status).toBe(400);
    expect(body.error.id).toBe("self_service_flow_return_to_forbidden");
    expect(body.error.reason).toBe('Requested return_to URL "https://evil.example/" is not allowed.');
  });
});
