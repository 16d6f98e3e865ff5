import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { anApp, type JsonBody, me, useWorker, uuid } from "./harness";

useTestDatabase();
useWorker();

describe("identities", () => {
  it("KA-27 are created", async () => {
    const app = await anApp();
    const traits = { email: "Verify.Me@Ory.sh", name: { first: "Jane" } };
    const { status, body, headers } = await app.admin("POST", "/identities", {
      schema_id: "default",
      traits,
    });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`${app.base}/admin/identities/${body.id}`);
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(body).toEqual({
      id: expect.stringMatching(uuid),
      schema_id: "default",
      schema_url: `${app.base}/schemas/ZGVmYXVsdA`,
      state: "active",
      state_changed_at: at,
      traits,
      verifiable_addresses: [
        {
          id: expect.stringMatching(uuid),
          value: "verify.me@ory.sh",
          verified: false,
          via: "email",
          status: "pending",
          created_at: at,
          updated_at: at,
        },
      ],
      recovery_addresses: [
        {
          id: expect.stringMatching(uuid),
          value: "verify.me@ory.sh",
          via: "email",
          created_at: at,
          updated_at: at,
        },
      ],
      metadata_public: null,
      created_at: at,
      updated_at: at,
      organization_id: null,
    });
    const read = await app.admin("GET", `/identities/${body.id}`);
    const { credentials, ...rest } = read.body;
    expect(rest).toEqual({ ...body, metadata_admin: null });
    // The schema names the email address as a password's identifier. The config is never shown.
    expect(credentials).toEqual({
      password: {
        type: "password",
        identifiers: [body.verifiable_addresses[0].value],
        version: 0,
        created_at: body.created_at,
        updated_at: body.updated_at,
      },
    });
  });

  it("KA-28 are refused with unknown members", async () => {
    const app = await anApp();
    for (const over of [{ id: "12345" }, { schema_url: "x" }]) {
      const { status, body } = await app.admin("POST", "/identities", { traits: { email: me }, ...over });
      expect(status).toBe(400);
      expect(body.error.message).toBe(`json: unknown field "${Object.keys(over)[0]}"`);
    }
  });

  it("KA-29 have their addresses verified by a patch, and unverified again", async () => {
    const app = await anApp();
    const { id } = await app.identity({ email: me });
    const patch = (value: boolean) =>
      app.admin("PATCH", `/identities/${id}`, [
        { op: "replace", path: "/verifiable_addresses/0/verified", value },
      ]);
    expect((await patch(true)).status).toBe(200);
    const [address] = (await app.admin("GET", `/identities/${id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ verified: true, status: "completed" });
    expect(Math.abs(Date.parse(address.verified_at) - Date.now())).toBeLessThan(60_000);
    const after = (await patch(false)).body.verifiable_addresses[0];
    expect(after).toMatchObject({ verified: false, status: "pending" });
    expect(after).not.toHaveProperty("verified_at");
  });

  it.each<[string, unknown, number, RegExp]>([
    ["an unknown schema", { schema_id: "nope", traits: {} }, 400, /^Unable to find JSON Schema ID: nope$/],
    [
      "a malformed address",
      { traits: { email: "x" } },
      400,
      /^I\[#\/traits\/email\] S\[#\/properties\/traits\/properties\/email\/format\] "x" is not valid "email"$/,
    ],
    ["a trait of another type", { traits: { phone: 1 } }, 400, /expected string, but got number$/],
    [
      "another identity's address",
      { traits: { email: me.toUpperCase() } },
      409,
      /conflicts with another identity/,
    ],
  ])("refuse %s", async (_, given, status, reason) => {
    const app = await anApp();
    await app.identity({ email: me });
    const answer = await app.admin("POST", "/identities", given);
    expect([answer.status, answer.body.error.code]).toEqual([status, status]);
    expect(answer.body.error.reason).toMatch(reason);
  });

  it("are imported with their verified addresses", async () => {
    const app = await anApp();
    const { status, body } = await app.admin("POST", "/identities", {
      schema_id: "default",
      external_id: "crm-1",
      state: "inactive",
      traits: { email: me },
      metadata_admin: { note: 1 },
      verifiable_addresses: [
        {
          value: me.toUpperCase(),
          via: "email",
          verified: true,
          status: "completed",
          verified_at: "2024-01-02T03:04:05Z",
        },
        { value: "else@ory.sh", via: "email", verified: true, status: "completed" },
      ],
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ external_id: "crm-1", state: "inactive" });
    expect(body.verifiable_addresses).toHaveLength(1);
    expect(body.verifiable_addresses[0]).toMatchObject({
      verified: true,
      verified_at: "2024-01-02T03:04:05Z",
    });
    const patched = await app.admin("PATCH", `/identities/${body.id}`, [
      { op: "add", path: "/metadata_public", value: { plan: "pro" } },
    ]);
    expect(patched.body).toMatchObject({ metadata_public: { plan: "pro" }, metadata_admin: { note: 1 } });
    expect(patched.body.verifiable_addresses[0].verified_at).toBe("2024-01-02T03:04:05Z");
  });

  it("can change to an address that no one else has", async () => {
    const app = await anApp();
    await app.identity({ email: "taken@ory.sh" });
    const { id } = await app.identity({ email: me, phone: "+12065551234" });
    const to = (email: string) =>
      app.admin("PATCH", `/identities/${id}`, [{ op: "replace", path: "/traits/email", value: email }]);
    expect((await to("taken@ory.sh")).status).toBe(409);
    const { body } = await to("new@ory.sh");
    expect(body.verifiable_addresses.map((a: JsonBody) => a.value)).toEqual(["new@ory.sh", "+12065551234"]);
    await app.identity({ email: me });
    const put = await app.admin("PUT", `/identities/${id}`, {
      schema_id: "default",
      state: "active",
      traits: { email: "new@ory.sh" },
    });
    expect(put.body.verifiable_addresses).toHaveLength(1);
    await app.identity({ phone: "+12065551234" });
  });

  it("are unchanged by a refused patch", async () => {
    const app = await anApp();
    const { id } = await app.identity({ email: me });
    const before = (await app.admin("GET", `/identities/${id}`)).body;
    const patches: unknown[] = [
      [{ op: "replace", path: "/id", value: "x" }],
      [{ op: "replace", path: "/credentials/password", value: {} }],
      [{ op: "replace", path: "/traits/nothing", value: "x" }],
      [{ op: "replace", path: "/verifiable_addresses/7/verified", value: true }],
      [{ op: "add", path: "/__proto__/polluted", value: true }],
      [
        { op: "test", path: "/state", value: "inactive" },
        { op: "remove", path: "/traits/email" },
      ],
      [{ op: "fly", path: "/state" }],
      [{ op: "move", path: "/state" }],
      { op: "remove", path: "/state" },
      [{ op: "replace", path: "", value: 1 }],
      [{ op: "replace", path: "/traits", value: [] }],
      "x",
      null,
    ];
    for (const patch of patches) {
      const { status } = await app.admin("PATCH", `/identities/${id}`, patch);
      expect([JSON.stringify(patch), status]).toEqual([JSON.stringify(patch), 400]);
    }
    expect((await app.admin("GET", `/identities/${id}`)).body).toEqual(before);
  });

  it("are listed by pages, ids and addresses, and are not found once deleted", async () => {
    const app = await anApp();
    const made = [];
    for (const n of [1, 2, 3]) made.push(await app.identity({ email: `n${n}@ory.sh` }));
    const seen: string[] = [];
    for (let path: string | undefined = "/identities?page_size=2"; path; ) {
      const { body, headers }: JsonBody = await app.admin("GET", path);
      seen.push(...body.map(({ id }: JsonBody) => id));
      path = /<[^>]*\/admin([^>]*)>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
    }
    expect(seen.sort()).toEqual(made.map(({ id }) => id).sort());
    const by = async (query: string) => (await app.admin("GET", `/identities?${query}`)).body;
    expect(await by(`ids=${made[0].id}&ids=${made[2].id}&ids=nonsense`)).toHaveLength(2);
    expect((await by("credentials_identifier=N2%40ory.sh"))[0].id).toBe(made[1].id);
    expect((await app.admin("GET", "/identities?page_token=nonsense")).status).toBe(400);
    expect((await app.admin("DELETE", `/identities/${made[0].id}`)).status).toBe(204);
    expect((await app.admin("DELETE", `/identities/${made[0].id}`)).status).toBe(404);
    for (const id of [made[0].id, "nonsense"]) {
      const { status, body } = await app.admin("GET", `/identities/${id}`);
      expect([status, body.error.message]).toEqual([404, "Unable to locate the resource"]);
    }
  });

  it("belong to their project, and need a key with the scope", async () => {
    const [app, other] = [await anApp(), await anApp()];
    const { id } = await app.identity({ email: me });
    expect((await other.admin("GET", `/identities/${id}`)).status).toBe(404);
    const anonymous = await app.json("GET", "/admin/identities");
    expect([anonymous.status, anonymous.body.error.status]).toEqual([401, "Unauthorized"]);
    const weak = await anApp({ scopes: ["users:read"] });
    expect((await weak.admin("POST", "/identities", { traits: {} })).status).toBe(403);
  });

  it("an address that gets another message goes back to sent, and stays verified (Q8)", async () => {
    const app = await anApp();
    const { id } = await app.identity({ email: me });
    const address = async () => (await app.admin("GET", `/identities/${id}`)).body.verifiable_addresses[0];
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: me });
    expect(await address()).toMatchObject({ verified: false, status: "sent" });
    await app.submit(flow, { code: await app.codeTo(me) });
    expect(await address()).toMatchObject({ verified: true, status: "completed" });
    await app.submit(await app.apiFlow(), { method: "code", email: me });
    expect(await address()).toMatchObject({ verified: true, status: "sent" });
  });

  it("of 50 parallel ones with one address, one is created", async () => {
    const app = await anApp();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.admin("POST", "/identities", { traits: { email: me } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(49).fill(409)]);
  });
});
