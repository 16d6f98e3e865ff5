import http, { type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Product, startProduct } from "./product";
import { Client, isInstalled, proxyNames, type RunningProxy, startProxy } from "./proxies";

/** Not the proxy's, which Countersign trusts. */
const clientAddress = "127.0.5.2";

let product: Product;
beforeAll(async () => {
  const variables = { PUBLIC_URL: "https://verify.example.com", TRUSTED_PROXIES: "127.0.0.1" };
  product = await startProduct({ name: "proxies", variables });
});
afterAll(() => product.stop());

describe.each(proxyNames.filter(isInstalled))("%s", (name) => {
  let proxy: RunningProxy;
  let client: Client;

  beforeAll(async () => {
    proxy = await startProxy(name, product.port);
    client = new Client(proxy, { authorization: `Bearer ${product.apiKey}` }, clientAddress);
  });
  afterAll(async () => {
    client.close();
    await proxy.stop();
  });

  it("ends TLS, speaks HTTP/2 and passes on the security headers", async () => {
    const { status, headers } = await client.ask("GET", "/health/ready");
    expect(status).toBe(200);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000");
  });

  it("passes on events while they happen, and the rest of a verification", async () => {
    const email = `${name}@example.com`;
    const started = await client.ask("POST", "/api/v1/verifications", JSON.stringify({ email }));
    expect(started.status).toBe(201);
    const { id, portalUrl } = JSON.parse(started.text);
    expect(portalUrl).toBe(`https://verify.example.com/verify/${id}`);

    const events = client.open("GET", `/api/v1/verifications/${id}/events`)[Symbol.asyncIterator]();
    const seen: string[] = [];
    const until = async (type: string) => {
      while (!seen.join("").includes(`event: ${type}\n`)) {
        const { value, done } = await events.next();
        if (done) throw new Error(`The stream ended before ${type}: ${seen.join("")}`);
        seen.push(value);
      }
    };
    // Only if nothing is buffered: the stream ends only after the code below.
    await until("verification.started");
    const inbox = await client.ask("GET", `/api/v1/inbox/messages?to=${email}&waitSeconds=20`);
    const { code } = JSON.parse(inbox.text).data[0];
    const checked = await client.ask(
      "POST",
      `/api/v1/verifications/${id}/attempts`,
      JSON.stringify({ code }),
    );
    expect(JSON.parse(checked.text)).toMatchObject({ status: "verified" });
    await until("verification.verified");
  });

  it("leaves refusals to the API that was called", async () => {
    const large = await client.ask(
      "POST",
      "/api/v1/verifications",
      JSON.stringify({ email: "x".repeat(300_000) }),
    );
    expect(large).toMatchObject({ status: 413, headers: { "content-type": "application/problem+json" } });
  });

  it("sets cookies only for TLS", async () => {
    const { status, headers } = await client.ask("GET", "/console/sign-in", undefined, {
      accept: "text/html",
    });
    expect(status).toBe(200);
    for (const cookie of headers["set-cookie"] ?? []) expect(cookie).toMatch(/; Secure/i);
  });

  it("keeps metrics to this machine", async () => {
    expect((await client.ask("GET", "/metrics")).status).toBe(404);
  });

  it("tells the client's address and scheme, whatever the client claims", async () => {
    const { server, received } = await record();
    const other = await startProxy(name, (server.address() as AddressInfo).port);
    const forger = new Client(other, {}, clientAddress);
    await forger.ask("GET", "/%2e//x?y=%20", undefined, {
      "x-forwarded-for": "203.0.113.9",
      "x-forwarded-proto": "http",
      "x-forwarded-host": "evil.example",
    });
    forger.close();
    await other.stop();
    server.close();
    // Caddy also asks for the server's health.
    expect(received.find(({ url }) => url === "/%2e//x?y=%20")).toMatchObject({
      headers: {
        host: "verify.example.com",
        "x-forwarded-for": clientAddress,
        "x-forwarded-proto": "https",
        "x-forwarded-host": "verify.example.com",
      },
    });
  });

  it.runIf(name === "nginx")("redirects from http to https", async () => {
    const response = await fetch(`http://127.0.0.1:${proxy.httpPort}/verify?x=1`, {
      redirect: "manual",
      headers: { host: "verify.example.com" },
    });
    expect(response.status).toBe(301);
    expect(response.headers.get("location")).toMatch(/^https:\/\/[^/]+\/verify\?x=1$/);
  });
});

/** A server in place of the product that records what reaches it. */
async function record() {
  const received: { url?: string; headers: IncomingHttpHeaders }[] = [];
  const server = http.createServer(({ url, headers }, response) => {
    received.push({ url, headers });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, received };
}
