import { describe, expect, it } from "vitest";
import * as aliveRoute from "@/app/(native)/health/alive/route";
import * as readyRoute from "@/app/(native)/health/ready/route";
import * as metricsRoute from "@/app/(native)/metrics/route";

// Nothing listens on this port. The environment is read on first use, after this line.
process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/nothing";

const no = { params: Promise.resolve({}) };

describe("without a database", () => {
  it("the process is alive but not ready, and the response does not say why", async () => {
    const alive = await aliveRoute.GET(new Request("http://localhost:3000/health/alive"), no);
    expect(alive.status).toBe(200);
    const ready = await readyRoute.GET(new Request("http://localhost:3000/health/ready"), no);
    expect(ready.status).toBe(503);
    expect(ready.headers.get("cache-control")).toBe("no-store");
    expect(await ready.json()).toEqual({ status: "unavailable" });
  });

  it("metrics are served and report the outage", async () => {
    const headers = { "x-countersign-peer": "127.0.0.1" };
    const response = await metricsRoute.GET(new Request("http://localhost:3000/metrics", { headers }), no);
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).toContain("countersign_database_up 0");
    expect(text).toContain("process_resident_memory_bytes");
  });
});
