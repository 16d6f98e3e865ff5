import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { reopenDb } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/testing";
import { attacks } from "./attacks";
import { Clock, installClock } from "./clock";
import { type History, makeHistory } from "./history";
import { Random } from "./random";
import { refusedPart } from "./report";
import { Simulation } from "./simulation";

/* A small part of `npm run simulate-abuse`, which plays all of it. */

useTestDatabase();

let sql: postgres.Sql;
let clock: Clock;
let history: History;

beforeAll(async () => {
  sql = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} });
  await installClock(sql);
  // Only new connections find the clock.
  await reopenDb({});
  clock = new Clock(sql, new Date());
  history = makeHistory(new Random(2), 1);
});
afterAll(async () => {
  clock.stop();
  await sql.end();
});

it("refuses nearly all of a short attack, and no honest person", { timeout: 120_000 }, async () => {
  const attack = attacks.find(({ name }) => name === "pump by one prefix")!;
  const outcome = await new Simulation(clock, new Random(1), history).play(attack, 0.1);
  expect(outcome.asked).toBe(300);
  expect(refusedPart(outcome)).toBeGreaterThan(0.95);
  expect(outcome.people).toBe(60);
  expect([...outcome.peopleByRule]).toEqual([]);
});
