import { expect, it } from "vitest";
import { summaryOf } from "./statement-summary";

it.each([
  [`select "id" from "projects" where "id" = $1`, "SELECT projects"],
  [
    `with made as (insert into "events" ("id") values ($1)) update verifications set x = $2`,
    "INSERT events, UPDATE verifications",
  ],
  [`insert into "budgets" values ($1) on conflict do update set "x" = 1`, "INSERT budgets"],
  [`select from outbox for update skip locked`, "SELECT outbox"],
  [`delete from outbox where ctid in (select ctid from outbox for no key update)`, "DELETE outbox"],
  [`select 'jane@example.com'`, "SELECT"],
])("%s", (statement, summary) => {
  expect(summaryOf(statement)).toBe(summary);
});
