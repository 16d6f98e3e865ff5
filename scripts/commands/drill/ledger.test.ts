import { expect, test } from "vitest";
import { type Afterwards, assess, type Entry, missesOf, type Response } from "./ledger";
import { BadOption, parseOptions } from "./options";

const failedAt = 1000;
const entry = (id: string, accepted: number): Entry => ({ id, recipient: `${id}@example.com`, accepted });
const response = (sentAt: number, receivedAt: number, status: number): Response => ({
  sentAt,
  receivedAt,
  status,
});

const entries = [entry("a", 1), entry("b", 0)];
const responses = [response(900, 3000, 201), response(1100, 1200, 503), response(3000, 4500, 200)];
const found = new Map<string, Afterwards>([
  ["a", { isVerified: true }],
  ["b", { isVerified: false }],
]);
const received = new Set(["a@example.com", "b@example.com"]);

test("a fail-over that loses nothing meets the targets", () => {
  const outcome = assess({ entries, responses }, { failedAt, found, received });
  expect(outcome).toEqual({
    acknowledged: 3,
    lost: 0,
    spentTwice: 0,
    messagesLost: 0,
    unexpected: 0,
    unavailable: 1,
    // A success that was sent before the failure says nothing about the time after it.
    secondsDown: 3.5,
  });
  expect(missesOf(outcome)).toEqual([]);
});

test.each([
  ["a start that is gone", { found: new Map([["a", { isVerified: true }]]) }, "1 acknowledged results"],
  ["a check that is gone", { found: new Map([...found, ["a", { isVerified: false }]]) }, "1 acknowledged"],
  ["a code accepted twice", { entries: [entry("a", 2)] }, "1 codes"],
  ["a message that never came", { received: new Set(["a@example.com"]) }, "1 messages"],
  ["a response with 500", { responses: [...responses, response(1, 2, 500)] }, "1 requests"],
  ["a broken connection", { responses: [...responses, response(1, 2, 0)] }, "1 requests"],
  ["eleven seconds", { responses: [response(1100, 12_000, 200)] }, "down for more than 10 seconds"],
  ["no success at all", { responses: [] }, "down for more than 10 seconds"],
  ["no load", { entries: [] }, "Nothing was acknowledged"],
])("%s misses them", (_, changes, words) => {
  const all = { entries, responses, failedAt, found, received, ...changes };
  expect(missesOf(assess(all, all)).join()).toContain(words);
});

test("the command line", () => {
  expect(parseOptions([])).toEqual({ clients: 16, only: ["killed", "frozen"], help: false });
  expect(parseOptions(["--upgrade", "../earlier"])).toMatchObject({ upgrade: "../earlier" });
  expect(parseOptions(["--only", "frozen", "--clients=4"])).toMatchObject({ clients: 4, only: ["frozen"] });
  for (const wrong of [["--clients", "0"], ["--only", "lost"], ["--fast"]])
    expect(() => parseOptions(wrong)).toThrow(BadOption);
});
