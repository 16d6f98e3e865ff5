import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deliveries, events, verifications, wireSessions } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { anApp, flowIn, me, nodeOf, useWorker, wrongCode } from "./harness";

useTestDatabase();
useWorker();

describe("attacks", () => {
  it("of 50 parallel correct codes, one verifies, and the others get its success or a new flow", async () => {
    const app = await anApp({ settings: { maxSubmissions: 100 } });
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const code = await app.codeTo(me);
    const answers = await Promise.all(Array.from({ length: 50 }, () => app.submit(flow, { code })));
    expect(answers.filter(({ body }) => body.state === "passed_challenge")).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others).toHaveLength(49);
    for (const { status, body } of others)
      expect([status, body.error.id]).toEqual([410, "self_service_flow_replaced"]);
    const proofs = await db()
      .select()
      .from(events)
      .where(sql`verification_id = ${flow.id} and type = 'verification.verified'`);
    expect(proofs).toHaveLength(1);
  });

  it("of 200 parallel guesses, five are compared", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const code = await app.codeTo(me);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => app.submit(flow, { code: wrongCode(code) })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    expect((await app.submit(flow, { code })).status).toBe(410);
  });

  it("the code in a link is not shown to whoever started the flow, native or not", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const victim = app.browser();
    await victim.send("GET", await app.linkTo(me));
    const { body } = await app.json("GET", `/self-service/verification/flows?id=${flow.id}`);
    expect(nodeOf(body, "code").attributes).not.toHaveProperty("value");
    expect(nodeOf(await victim.read(flow.id), "code").attributes.value).toMatch(/^\d{6}$/);
  });

  it("a code sent to one address does not verify another, after the address was changed", async () => {
    const app = await anApp();
    for (const email of [me, "other@ory.sh"]) await app.identity({ email });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const code = await app.codeTo(me);
    await app.submit(flow, { method: "code", email: "other@ory.sh" });
    expect((await app.submit(flow, { code })).body.ui.messages[0].id).toBe(4070006);
    const own = await app.submit(flow, { code: await app.codeTo("other@ory.sh") });
    expect(own.body.state).toBe("passed_challenge");
  });

  it("no row contains a code or a token, whichever links were opened", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const link = await app.linkTo(me);
    const code = /code=(\d+)/.exec(link)![1]!;
    await app.browser().send("GET", link);
    await app.submit(flow, { code });
    // Opened again after success: the flow that replaces it must not keep the URL with the code.
    await app.browser().send("GET", link);
    for (const table of [verifications, deliveries, events, wireSessions]) {
      const rows = JSON.stringify(await db().select().from(table).where(sql`project_id = ${app.project.id}`));
      expect(rows.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "")).not.toContain(code);
    }
  });

  it("a refused send looks like any other", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    const first = await app.submit(flow, { method: "code", email: me });
    for (let i = 0; i < 5; i++) await app.submit(flow, { code: "x" });
    const again = await app.submit(flow, { method: "code", email: me });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  });

  it("the link of a finished flow leads to a new one with a message", async () => {
    const app = await anApp();
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    const link = await app.linkTo(me);
    await app.submit(flow, { code: await app.codeTo(me) });
    const id = flowIn(await app.send("GET", link));
    const { body } = await app.json("GET", `/self-service/verification/flows?id=${id}`);
    expect(body.ui.messages[0].id).toBe(4070002);
  });
});
