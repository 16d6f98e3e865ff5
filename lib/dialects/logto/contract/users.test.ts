import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { aClient, type Body, type Client, someone, somePhone, type TestResponse } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient({ logto: { testConnectors: true } });
});

const said = ({ status, body }: TestResponse) => [status, body?.code];
const create = (body: object = {}) => client.call("POST", "/api/users", { body });
const aUser = async (body: object = {}): Promise<Body> => (await create(body)).body;
const patch = (id: string, body: object) => client.call("PATCH", `/api/users/${id}`, { body });

describe("/api/users", () => {
  it("creates a user with all given members, and responds with 200", async () => {
    const given = {
      primaryEmail: someone(),
      primaryPhone: somePhone(),
      username: "jane_doe",
      name: "Jane Doe",
      avatar: "https://example.com/jane.png",
      customData: { plan: "pro" },
      profile: { givenName: "Jane" },
    };
    const made = await create({ ...given, password: "correct horse" });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ ...given, identities: {}, isSuspended: false, hasPassword: true });
    expect(made.body.id).toMatch(/^[0-9a-z]{12}$/);
    expect(JSON.stringify(made.body)).not.toContain("correct horse");
    expect((await client.call("GET", `/api/users/${made.body.id}`)).body).toEqual(made.body);
  });

  it("an address, phone number or username belongs to one user only", async () => {
    const taken = { primaryEmail: someone(), primaryPhone: somePhone(), username: "taken_name" };
    await aUser(taken);
    expect(said(await create({ primaryEmail: taken.primaryEmail.toUpperCase() }))).toEqual([
      422,
      "user.email_already_in_use",
    ]);
    expect(said(await create({ primaryEmail: someone(), primaryPhone: taken.primaryPhone }))).toEqual([
      422,
      "user.phone_already_in_use",
    ]);
    const email = someone();
    expect(said(await create({ primaryEmail: email, username: taken.username }))).toEqual([
      422,
      "user.username_already_in_use",
    ]);
    // The refused user does not occupy the identifiers.
    expect((await create({ primaryEmail: email })).status).toBe(200);
  });

  it("changes the given members, and removes those that are null", async () => {
    const { id } = await aUser({ primaryEmail: someone(), username: "before", name: "Before" });
    const primaryEmail = someone();
    const changed = await patch(id, { primaryEmail, username: "after", customData: { a: 1 } });
    expect(changed.body).toMatchObject({ primaryEmail, username: "after", name: "Before" });
    const cleared = await patch(id, { primaryEmail: null, name: null });
    expect(cleared.body).toMatchObject({ primaryEmail: null, name: null, customData: { a: 1 } });
    expect((await create({ primaryEmail })).status).toBe(200);
    expect(said(await patch(id, { primaryEmail }))).toEqual([422, "user.email_already_in_use"]);
  });

  it("sets a password, and suspends a user", async () => {
    const { id } = await aUser();
    const body = { password: "correct horse" };
    expect((await client.call("PATCH", `/api/users/${id}/password`, { body })).body.hasPassword).toBe(true);
    const path = `/api/users/${id}/is-suspended`;
    const suspended = await client.call("PATCH", path, { body: { isSuspended: true } });
    expect(suspended.body.isSuspended).toBe(true);
    expect((await client.call("GET", `/api/users/${id}`)).body.isSuspended).toBe(true);
  });

  it("deletes a user, who is then not found", async () => {
    const { id } = await aUser();
    expect((await client.call("DELETE", `/api/users/${id}`)).status).toBe(204);
    const gone = await client.call("GET", `/api/users/${id}`);
    expect(said(gone)).toEqual([404, "entity.not_exists_with_id"]);
    expect(gone.body.message).toBe(`The users with ID \`${id}\` does not exist.`);
    expect(said(await client.call("DELETE", `/api/users/${id}`))).toEqual([404, "entity.not_exists_with_id"]);
    for (const odd of ["x", "zzzzzzzzzzzz", "%00", "0000000000000000000000"]) {
      const missing = await client.call("GET", `/api/users/${odd}`);
      expect(said(missing)).toEqual([404, "entity.not_exists_with_id"]);
    }
  });

  it("lists users in pages, with the total number", async () => {
    const mine = await aClient();
    for (let i = 0; i < 5; i++) await mine.call("POST", "/api/users", { body: { name: `Person ${i}` } });
    const page = await mine.call("GET", "/api/users?page=2&page_size=2");
    expect(page.body.map(({ name }: Body) => name)).toEqual(["Person 2", "Person 1"]);
    expect(page.headers.get("total-number")).toBe("5");
    expect(page.headers.get("link")).toBe(
      [
        '</api/users?page=1&page_size=2>; rel="first"',
        '</api/users?page=1&page_size=2>; rel="prev"',
        '</api/users?page=3&page_size=2>; rel="next"',
        '</api/users?page=3&page_size=2>; rel="last"',
      ].join(", "),
    );
    expect(said(await mine.call("GET", "/api/users?page=0"))).toEqual([400, "guard.invalid_pagination"]);
    const found = await mine.call("GET", "/api/users?search=%25Person%203%25");
    expect(found.body.map(({ name }: Body) => name)).toEqual(["Person 3"]);
  });

  it("links a social account that the mock returns, or that a backend vouches for", async () => {
    const connector = await client.call("POST", "/api/connectors", {
      body: { connectorId: "mock-social-connector" },
    });
    const connectorId = connector.body.id;
    const [one, other] = [await aUser(), await aUser()];
    const link = (id: string, body: object) => client.call("POST", `/api/users/${id}/identities`, { body });
    const connectorData = { code: "fake", userId: "subject-1", name: "Jane" };
    const linked = await link(one.id, { connectorId, connectorData });
    expect(linked.status).toBe(200);
    expect(linked.body["mock-social"]).toMatchObject({ userId: "subject-1", details: { name: "Jane" } });
    expect(said(await link(other.id, { connectorId, connectorData }))).toEqual([
      422,
      "user.identity_already_in_use",
    ]);
    expect(said(await link(other.id, { connectorId: "nobody", connectorData }))).toEqual([
      422,
      "session.invalid_connector_id",
    ]);
    const path = `/api/users/${other.id}/identities/github`;
    const said1 = await client.call("PUT", path, { body: { userId: "42", details: { name: "J" } } });
    expect(said1.status).toBe(201);
    expect(said1.body.github).toEqual({ userId: "42", details: { id: "42", name: "J" } });
    expect((await client.call("DELETE", path)).status).toBe(204);
    expect(said(await client.call("DELETE", path))).toEqual([404, "user.identity_not_exist"]);
  });

  it.each([
    ["a number with a plus", { primaryPhone: "+4915123456789" }],
    ["a name of other characters", { username: "jane doe" }],
    ["an empty password", { password: "" }],
    ["data that is not an object", { customData: [] }],
  ])("refuses %s", async (_, body) => {
    expect(said(await create(body))).toEqual([400, "guard.invalid_input"]);
  });
});
