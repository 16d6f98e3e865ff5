import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { type Db, db } from "./client";
import { readiness } from "./readiness";
import { useTestDatabase } from "./testing";

useTestDatabase();

describe("readiness", () => {
  it("is given once every migration is applied", async () => {
    expect(await readiness()).toBe("ready");
  });

  it("lacks a migration that this process was built with", async () => {
    await db().execute(sql`update drizzle.__drizzle_migrations set created_at = created_at - 1e9`);
    expect(await readiness()).toBe("unmigrated");
    await db().execute(sql`update drizzle.__drizzle_migrations set created_at = created_at + 2e9`);
    expect(await readiness()).toBe("ready");
  });

  it("is missing in a database without migrations", async () => {
    await db().execute(sql`alter table drizzle.__drizzle_migrations rename to moved_away`);
    expect(await readiness()).toBe("unmigrated");
    await db().execute(sql`alter table drizzle.moved_away rename to __drizzle_migrations`);
  });

  it("is missing on a server that accepts no writes", async () => {
    await db().transaction(
      async (tx) => expect(await readiness(2000, tx as unknown as Db)).toBe("read_only"),
      { accessMode: "read only" },
    );
  });

  it("is missing if nothing listens or answers", async () => {
    const nobody = postgres("postgres://nobody@127.0.0.1:1/nothing", { max: 1 });
    expect(await readiness(2000, drizzle(nobody))).toBe("unreachable");
    await nobody.end();
    await db().transaction(async (tx) => {
      await tx.execute(sql`lock table drizzle.__drizzle_migrations in access exclusive mode`);
      expect(await readiness(200)).toBe("unreachable");
    });
  });
});
