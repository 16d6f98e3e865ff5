import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/(native)/metrics/route";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { aContext, aProject, started } from "@/lib/verification/testing";
import { sendTest } from "@/lib/webhooks";
import { anEndpoint, aSender, startConsumer } from "@/lib/webhooks/testing";

useTestDatabase();
process.env.METRICS_TOKEN = "a-token-for-the-scraper";
process.env.TRUSTED_PROXIES = "10.0.0.1";

async function scrape(headers: Record<string, string>): Promise<Response> {
  return GET(new Request("http://localhost:3000/metrics", { headers }), { params: Promise.resolve({}) });
}

describe("GET /metrics", () => {
  const cases = [
    { who: "this machine", status: 200, headers: { "x-countersign-peer": "127.0.0.1" } },
    { who: "this machine, by IPv6", status: 200, headers: { "x-countersign-peer": "::1" } },
    {
      who: "this machine, as the framework reports it",
      status: 200,
      headers: { "x-countersign-peer": "127.0.0.1", "x-forwarded-for": "::ffff:127.0.0.1" },
    },
    {
      who: "the scraper, from anywhere",
      status: 200,
      headers: { "x-countersign-peer": "203.0.113.9", authorization: "Bearer a-token-for-the-scraper" },
    },
    { who: "somebody", status: 403, headers: { "x-countersign-peer": "203.0.113.9" } },
    {
      who: "someone with another token",
      status: 403,
      headers: { "x-countersign-peer": "203.0.113.9", authorization: "Bearer a-token-for-the-scrapes" },
    },
    {
      who: "someone behind an untrusted proxy on this machine",
      status: 403,
      headers: { "x-countersign-peer": "127.0.0.1", "x-forwarded-for": "203.0.113.9" },
    },
    {
      who: "someone behind a trusted proxy who claims to be this machine",
      status: 403,
      headers: { "x-countersign-peer": "10.0.0.1", "x-forwarded-for": "127.0.0.1, 203.0.113.9" },
    },
    { who: "someone without an address", status: 403, headers: { "x-forwarded-for": "127.0.0.1" } },
  ];
  it.each(cases)("answers $who with $status", async ({ headers, status }) => {
    const response = await scrape(headers as unknown as Record<string, string>);
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ code: "metrics_closed" });
  });

  it("report the outbox and the database", async () => {
    await started(aContext(await aProject()));
    const response = await scrape({ "x-countersign-peer": "127.0.0.1" });
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).toContain("countersign_outbox_depth 1");
    expect(text).toMatch(/countersign_outbox_age_seconds \d/);
    expect(text).toContain("countersign_database_up 1");
    expect(text).toMatch(/countersign_database_connections\{state="active"\} \d/);
    expect(text).not.toContain("jane@example.com");
  });

  it("report webhooks: requests by outcome, their time, and the oldest one that is due", async () => {
    const ctx = aContext(await aProject());
    const consumer = await startConsumer();
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
    await sendTest(ctx, endpoint.id);
    await db().execute(sql`update webhook_messages set run_at = now() - interval '90 seconds'`);
    const read = async () => (await scrape({ "x-countersign-peer": "127.0.0.1" })).text();
    expect(await read()).toMatch(/^countersign_webhook_age_seconds 9\d/m);
    const sender = aSender();
    await vi.waitUntil(async () => (await read()).includes('webhook_requests_total{outcome="delivered"} 1'), {
      timeout: 20_000,
    });
    expect(await read()).toMatch(/^countersign_webhook_request_seconds_count 1$/m);
    expect(await read()).toMatch(/^countersign_webhook_age_seconds 0$/m);
    await sender.stop();
    await consumer.close();
    await db().execute(sql`delete from webhook_endpoints`);
  });

  it("answers other methods with a problem", async () => {
    const request = new Request("http://localhost:3000/metrics", { method: "POST" });
    expect((await POST(request, { params: Promise.resolve({}) })).status).toBe(405);
  });
});
