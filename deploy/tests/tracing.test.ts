import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask, type Product, startProduct } from "./product";

const traceId = "0af7651916cd43dd8448eb211c80319c";
const callerSpanId = "b7ad6b7169203331";

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: unknown }[];
}

/** Receives traces (OTLP), messages and webhooks. */
let receiver: Server;
const traces: string[] = [];
const messages: { headers: IncomingHttpHeaders; body: { payload: { code: string } } }[] = [];
const webhooks: IncomingHttpHeaders[] = [];
let product: Product;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.url === "/v1/traces") traces.push(text);
    if (request.url === "/messages") messages.push({ headers: request.headers, body: JSON.parse(text) });
    if (request.url === "/webhooks") webhooks.push(request.headers);
    response.end("{}");
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: urlOf(""), OTEL_BSP_SCHEDULE_DELAY: "100" };
  product = await startProduct({ name: "tracing", variables });
});
afterAll(async () => {
  await product.stop();
  receiver.close();
});

const urlOf = (path: string) => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;

function spans(): Span[] {
  type Export = { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return traces.flatMap((text) =>
    (JSON.parse(text) as Export).resourceSpans.flatMap((one) =>
      one.scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await pause(50);
  }
}

it("continues the caller's trace through statements to the provider, and follows webhooks", async () => {
  await ask(product, "POST", "/api/v1/webhook-endpoints", { url: urlOf("/webhooks") });
  const provider = { kind: "http", channels: ["email"], config: { endpoint: urlOf("/messages") } };
  await ask(product, "POST", "/api/v1/providers", provider);

  const headers = { traceparent: `00-${traceId}-${callerSpanId}-01` };
  const email = "jane.traced@example.com";
  await ask(product, "POST", "/api/v1/verifications", { email }, { headers });

  const ours = (name: string) => () =>
    spans().find((span) => span.traceId === traceId && span.name.startsWith(name));
  const request = await until(ours("startVerification"));
  expect(request.parentSpanId).toBe(callerSpanId);
  expect(request.attributes).toContainEqual({ key: "http.response.status_code", value: { intValue: 201 } });
  const statement = await until(ours("INSERT"));
  expect(statement).toMatchObject({
    parentSpanId: request.spanId,
    name: expect.stringContaining("verifications"),
  });
  const send = await until(ours("send email"));
  const message = await until(() => messages[0]);
  expect(message.headers.traceparent).toBe(`00-${traceId}-${send.spanId}-01`);

  const webhook = await until(() => spans().find(({ name }) => name === "webhook verification.started"));
  const [received] = webhooks.filter(({ traceparent }) => traceparent?.includes(webhook.spanId));
  expect(received?.traceparent).toBe(`00-${webhook.traceId}-${webhook.spanId}-01`);

  await fetch(`${product.baseUrl}/console/sign-in?token=a-secret-token`, { redirect: "manual" });
  await until(() => spans().find(({ name }) => name === "GET /console"));

  // Traces leave the installation.
  for (const secret of [email, message.body.payload.code, product.apiKey, "a-secret-token"])
    expect(traces.join()).not.toContain(secret);
});
