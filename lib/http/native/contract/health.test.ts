import { describe, expect, it } from "vitest";
import * as aliveRoute from "@/app/(native)/health/alive/route";
import * as liveRoute from "@/app/(native)/health/live/route";
import * as readyRoute from "@/app/(native)/health/ready/route";
import { useTestDatabase } from "@/lib/db/testing";
import { retire } from "@/lib/stopping";

useTestDatabase();

const no = { params: Promise.resolve({}) };
const request = (path: string, method = "GET") => new Request(`http://localhost:3000${path}`, { method });

describe("GET /health/live, /health/alive and /health/ready", () => {
  it("answers ok and cannot be cached", async () => {
    for (const [path, { GET }] of [
      ["/health/live", liveRoute],
      ["/health/alive", aliveRoute],
      ["/health/ready", readyRoute],
    ] as const) {
      const response = await GET(request(path), no);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toEqual({ status: "ok" });
    }
  });

  it("answers HEAD without a body, and other methods with a problem", async () => {
    const head = await readyRoute.HEAD(request("/health/ready", "HEAD"), no);
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const posted = await readyRoute.POST(request("/health/ready", "POST"), no);
    expect(posted.status).toBe(405);
    expect(posted.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(await posted.json()).toMatchObject({ code: "method_not_allowed", instance: "/health/ready" });
  });

  it("of a process that is about to stop say that it is alive but not ready", async () => {
    retire();
    expect((await liveRoute.GET(request("/health/live"), no)).status).toBe(200);
    const ready = await readyRoute.GET(request("/health/ready"), no);
    expect([ready.status, await ready.json()]).toEqual([503, { status: "unavailable" }]);
  });
});
