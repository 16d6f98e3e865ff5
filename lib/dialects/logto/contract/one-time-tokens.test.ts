import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { fromShortId } from "@/lib/id";
import { age } from "@/lib/verification/testing";
import { aClient, type Body, type Client, someone, type TestResponse } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const said = ({ status, body }: TestResponse) => [status, body?.code];
const create = (body: object) => client.call("POST", "/api/one-time-tokens", { body });
const verify = (body: object) => client.call("POST", "/api/one-time-tokens/verify", { body });

describe("one-time tokens", () => {
  it("O1: are created for an address, and expire after ten minutes", async () => {
    const email = someone();
    const { status, body } = await create({ email });
    expect(status).toBe(201);
    expect(body).toMatchObject({ tenantId: "default", email, status: "active", context: {} });
    expect(body.token).toMatch(/^[0-9A-Za-z]{32}$/);
    expect(body.expiresAt - body.createdAt).toBe(600_000);
    expect(body.expiresAt).toBeLessThanOrEqual(Date.now() + 600_000);
  });

  it("O2: do not verify another address, and another token is unknown", async () => {
    const email = someone();
    const { token } = (await create({ email })).body;
    expect(said(await verify({ email: someone(), token }))).toEqual([400, "one_time_token.email_mismatch"]);
    expect(said(await verify({ email: email.toUpperCase(), token }))).toEqual([
      400,
      "one_time_token.email_mismatch",
    ]);
    for (const other of ["x", token.slice(1), `${token.slice(0, -1)}${token.endsWith("a") ? "b" : "a"}`]) {
      const answer = await verify({ email, token: other });
      expect(said(answer)).toEqual([404, "one_time_token.token_not_found"]);
      expect(answer.body.message).toBe(`Token ${other} not found.`);
    }
    expect((await verify({ email, token })).status).toBe(200);
  });

  it("O3: can be used once", async () => {
    const email = someone();
    const context = { jitOrganizationIds: ["org"], interactionEvent: "SignIn" };
    const made = (await create({ email, context })).body;
    const used = await verify({ email, token: made.token });
    expect([used.status, used.body]).toEqual([200, { ...made, status: "consumed" }]);
    expect(said(await verify({ email, token: made.token }))).toEqual([400, "one_time_token.token_consumed"]);
  });

  it("of many parallel uses of one token, one succeeds", async () => {
    const email = someone();
    const { token } = (await create({ email })).body;
    const all = await Promise.all(Array.from({ length: 8 }, () => verify({ email, token })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("expiry is reported before anything but a wrong address", async () => {
    const email = someone();
    const { id, token } = (await create({ email, expiresIn: 5 })).body;
    await verify({ email, token });
    await age(fromShortId(id)!, 6);
    expect(said(await verify({ email, token }))).toEqual([400, "one_time_token.token_expired"]);
    const other = (await create({ email, expiresIn: 5 })).body;
    await age(fromShortId(other.id)!, 6);
    expect((await client.call("GET", `/api/one-time-tokens/${other.id}`)).body.status).toBe("expired");
  });

  it("can be revoked, and never become active again", async () => {
    const email = someone();
    const { id, token } = (await create({ email })).body;
    const path = `/api/one-time-tokens/${id}/status`;
    const revoked = await client.call("PUT", path, { body: { status: "revoked" } });
    expect([revoked.status, revoked.body.status]).toEqual([200, "revoked"]);
    expect(said(await verify({ email, token }))).toEqual([400, "one_time_token.token_revoked"]);
    expect(said(await client.call("PUT", path, { body: { status: "active" } }))).toEqual([
      400,
      "one_time_token.cannot_reactivate_token",
    ]);
  });

  it("can be read, listed and deleted", async () => {
    const mine = await aClient();
    const email = someone();
    const made: Body[] = [];
    for (let i = 0; i < 3; i++) {
      made.push((await mine.call("POST", "/api/one-time-tokens", { body: { email } })).body);
    }
    const path = `/api/one-time-tokens/${made[0].id}`;
    expect((await mine.call("GET", path)).body).toEqual(made[0]);
    const listed = await mine.call("GET", `/api/one-time-tokens?email=${email}&page_size=2`);
    expect(listed.body).toEqual([made[2], made[1]]);
    expect(listed.headers.get("total-number")).toBe("3");
    expect((await mine.call("DELETE", path)).status).toBe(204);
    expect(said(await mine.call("GET", path))).toEqual([404, "entity.not_exists_with_id"]);
    const body = { email, token: made[0].token };
    expect(said(await mine.call("POST", "/api/one-time-tokens/verify", { body }))).toEqual([
      404,
      "one_time_token.token_not_found",
    ]);
    expect((await mine.call("GET", "/api/one-time-tokens?status=active")).body).toHaveLength(2);
  });

  it("another project's token is not found", async () => {
    const email = someone();
    const { id, token } = (await create({ email })).body;
    const stranger = await aClient();
    const used = await stranger.call("POST", "/api/one-time-tokens/verify", { body: { email, token } });
    expect(said(used)).toEqual([404, "one_time_token.token_not_found"]);
    expect((await stranger.call("GET", `/api/one-time-tokens/${id}`)).status).toBe(404);
  });

  it.each([{ email: "none" }, { email: "a@b.c", expiresIn: 0 }, { email: "a@b.c", expiresIn: "600" }])(
    "refuses %j",
    async (body) => {
      expect(said(await create(body))).toEqual([400, "guard.invalid_input"]);
    },
  );
});
