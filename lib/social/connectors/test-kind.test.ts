import { describe, expect, it } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { connectorKinds, createConnector, listEnabledConnectors, openConnector } from "..";

useTestDatabase();

const config = { authorizationEndpoint: "http://nobody/", issuer: "http://nobody" };
const echo = { kind: "echo", config, wireContext: { vendor: {} } };

describe("a connector for tests, which accepts everyone", () => {
  it("is not offered, and cannot be created like others", async () => {
    const ctx = aContext(await aProject());
    expect(connectorKinds.map(({ kind }) => kind)).not.toContain("echo");
    const refused = await createConnector(ctx, echo);
    expect(refused).toMatchObject({ ok: false, refusal: { code: "connector_kind_unknown" } });
    expect((await createConnector(ctx, { ...echo, isTest: true })).ok).toBe(true);
    expect(await listEnabledConnectors(ctx.project.id)).toEqual([]);
  });

  it("can be used only by the dialect that created it", async () => {
    const project = await aProject();
    const ctx = aContext(project);
    const made = await createConnector(ctx, { ...echo, isTest: true });
    if (!made.ok) throw new Error(made.refusal.code);
    expect(await openConnector(ctx, made.value.id)).toMatchObject({
      refusal: { code: "connector_not_found" },
    });
    const opened = await openConnector({ ...ctx, dialect: "vendor" }, made.value.id);
    expect(opened.ok).toBe(true);
  });
});
