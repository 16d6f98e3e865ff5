import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { changeWireSession, findWireSession, findWireSessionAnywhere, keepWireSession } from "./wire-session";

useTestDatabase();

describe("a wire session", () => {
  it("is found by its own mouth, and in its own project or by its id alone", async () => {
    const ctx = aContext(await aProject());
    const { id } = await keepWireSession(ctx, { document: { step: 1 }, lifetimeSeconds: 60 });
    expect(await findWireSession(ctx, id)).toMatchObject({ document: { step: 1 } });
    expect(await findWireSession(aContext(await aProject()), id)).toBeNull();
    expect(await findWireSessionAnywhere(ctx.mouth, id)).toMatchObject({ projectId: ctx.project.id });
    expect(await findWireSessionAnywhere("other", id)).toBeNull();
  });

  it("loses none of many changes at once, and takes none after its end", async () => {
    const ctx = aContext(await aProject());
    const { id } = await keepWireSession(ctx, { document: { steps: [] }, lifetimeSeconds: 60 });
    const add = (step: number) =>
      changeWireSession(ctx, id, (document) => ({
        steps: [...(document as { steps: number[] }).steps, step],
      }));
    await Promise.all(Array.from({ length: 20 }, (_, i) => add(i)));
    const { steps } = (await findWireSession(ctx, id))!.document as { steps: number[] };
    expect(steps.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    await db().execute(sql`update wire_sessions set expires_at = now() where id = ${id}`);
    expect(await add(21)).toBeNull();
    expect(await changeWireSession(ctx, newId(), () => ({}))).toBeNull();
  });
});
