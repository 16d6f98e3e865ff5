import { expect, test } from "vitest";
import { type LiveSource, liveResponse, updatesOf } from "./live-response";
import type { LiveUpdate } from "./live-update";

/** A list with these numbers of new rows, one after the other. The last one stays. */
function aSource(...counts: number[]): LiveSource & { reads: number } {
  const source = {
    reads: 0,
    newer: async () => Array(counts[Math.min(source.reads++, counts.length - 1)]!).fill(null),
    states: async () => ({ ver_1: { status: "pending" } }),
  };
  return source;
}

async function collect(source: LiveSource, signal: AbortSignal, longest?: number): Promise<LiveUpdate[]> {
  const told: LiveUpdate[] = [];
  for await (const { data } of updatesOf(source, signal, { every: 1, longest })) told.push(data);
  return told;
}

test("tells what there is at first, and afterwards only what has changed", async () => {
  const left = new AbortController();
  const source = aSource(0, 0, 3, 3);
  const told = collect(source, left.signal);
  await expect.poll(() => source.reads).toBeGreaterThan(6);
  left.abort();
  const states = { ver_1: { status: "pending" } };
  expect(await told).toEqual([
    { newer: 0, states },
    { newer: 3, states },
  ]);
});

test("reads nothing after the reader has left, and ends by itself", async () => {
  const left = AbortSignal.abort();
  const source = aSource(1);
  expect(await collect(source, left)).toEqual([]);
  expect(source.reads).toBe(0);
  expect(await collect(source, new AbortController().signal, 20)).toHaveLength(1);
});

test("a failure ends the stream, so that the browser reconnects", async () => {
  const source = { newer: () => Promise.reject(new Error("The database is away.")) };
  const response = liveResponse(new Request("http://localhost/"), source);
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(await response.text()).toMatch(/^retry: \d+\n\n$/);
});
