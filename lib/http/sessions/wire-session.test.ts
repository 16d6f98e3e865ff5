import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { wireSessions } from "@/drizzle/schema";
import { aContext, aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { findWireSession, keepWireSession } from "./wire-session";

useTestDatabase();

describe("a wire session", () => {
  it("is found by its dialect and project until it expires", async () => {
    const ctx = aContext(await aProject(), { dialect: "vendor" });
    const document = { reason: "Nothing" };
    const { id } = await keepWireSession(ctx, { document, lifetimeSeconds: 60 });
    expect(await findWireSession(ctx, id)).toMatchObject({ id, document });
    expect(await findWireSession({ ...ctx, dialect: "other" }, id)).toBeNull();
    expect(await findWireSession(aContext(await aProject(), { dialect: "vendor" }), id)).toBeNull();
    await db().update(wireSessions).set({ expiresAt: sql`now()` }).where(sql`id = ${id}`);
    expect(await findWireSession(ctx, id)).toBeNull();
  });
});
