import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, toTypeId } from "@/lib/id";
import { everyPage, prove, someone, start } from "./acts";
import { aClient, type Body, type Client, expectProblem, times } from "./harness";

useTestDatabase();

let client: Client;
let stranger: Client;
beforeAll(async () => {
  client = await aClient();
  stranger = await aClient();
});

async function aUser(body: object = {}, by = client): Promise<Body> {
  const answer = await by.call("POST", "/users", { body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const read = async (user: Body) => (await client.call("GET", `/users/${user.id}`)).body;
const nobody = () => toTypeId("usr", newId());

describe("POST /users", () => {
  it("creates a user with identifiers in the given order, the first of each type primary", async () => {
    const email = someone();
    const identifiers = [
      { email: ` ${email.toUpperCase()} ` },
      { phone: "0151 12345678", country: "DE", verified: true },
      { email: someone(), verified: true },
    ];
    const user = await aUser({ name: " Jane Doe ", externalId: "crm-1", identifiers });
    expect(Object.keys(user)).toEqual([
      ...["id", "externalId", "name", "identifiers", "socialAccounts", "createdAt", "updatedAt"],
    ]);
    expect(user).toMatchObject({
      id: expect.stringMatching(/^usr_[0-9a-hjkmnp-tv-z]{26}$/),
      name: "Jane Doe",
      externalId: "crm-1",
    });
    const [first, phone, second] = user.identifiers;
    expect(first).toEqual({
      id: expect.stringMatching(/^idn_/),
      type: "email",
      value: `${email.split("@")[0]!.toUpperCase()}@example.com`,
      primary: true,
      verifiedAt: null,
      evidence: null,
      lastVerificationId: null,
      createdAt: expect.any(String),
    });
    expect(phone).toMatchObject({ type: "phone", value: "+4915112345678", primary: true });
    expect(phone).toMatchObject({ evidence: "asserted", verifiedAt: expect.any(String) });
    expect(second).toMatchObject({ type: "email", primary: false, evidence: "asserted" });
    expect(await read(user)).toEqual(user);
  });

  it("creates a user without any data", async () => {
    expect(await aUser()).toMatchObject({
      name: null,
      externalId: null,
      identifiers: [],
      socialAccounts: [],
    });
  });

  const refused: [string, object, number, string][] = [
    ["a malformed address", { identifiers: [{ email: "jane" }] }, 422, "email_invalid"],
    ["a malformed number", { identifiers: [{ phone: "+49" }] }, 422, "phone_invalid"],
    ["an empty identifier", { identifiers: [{}] }, 400, "request_invalid"],
    [
      "an address and a number in one identifier",
      { identifiers: [{ email: "a@b.cd", phone: "+4915112345678" }] },
      400,
      "request_invalid",
    ],
    [
      "a country without a phone",
      { identifiers: [{ email: "a@b.cd", country: "DE" }] },
      400,
      "request_invalid",
    ],
    ["21 identifiers", { identifiers: Array(21).fill({ email: "a@b.cd" }) }, 400, "request_invalid"],
    ["an empty name", { name: " " }, 400, "request_invalid"],
    ["an empty external id", { externalId: "" }, 400, "request_invalid"],
    ["a number as name", { name: 1 }, 400, "request_invalid"],
    [
      "one identifier twice",
      { identifiers: [{ email: "twice@example.com" }, { email: "TWICE@example.com" }] },
      409,
      "identifier_exists",
    ],
  ];
  it.each(refused)("refuses %s, and creates nothing", async (_, body, status, code) => {
    const by = await aClient();
    expectProblem(await by.call("POST", "/users", { body: { externalId: "none", ...body } }), status, code);
    expect((await by.call("GET", "/users")).body.data).toEqual([]);
  });

  it("refuses a taken external id, and an identifier that is verified for another user", async () => {
    const email = someone();
    await aUser({ externalId: "crm-2", identifiers: [{ email, verified: true }] });
    const again = await client.call("POST", "/users", { body: { externalId: "crm-2" } });
    expectProblem(again, 409, "external_id_taken");
    const identifiers = [{ email: email.toUpperCase(), verified: true }];
    expectProblem(await client.call("POST", "/users", { body: { identifiers } }), 409, "identifier_taken");
    // Unverified, it can belong to anyone, and other projects have their own users.
    await aUser({ identifiers: [{ email }] });
    await aUser({ externalId: "crm-2", identifiers }, stranger);
  });

  it("creates one of 20 parallel users with the same verified address", async () => {
    const identifiers = [{ email: someone(), verified: true }];
    const answers = await times(20, () => client.call("POST", "/users", { body: { identifiers } }));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 409, "identifier_taken");
    }
  });
});

describe("GET /users", () => {
  it("lists the project's items newest first, page by page, each once", async () => {
    const by = await aClient();
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.push((await aUser({ name: `No. ${i}` }, by)).id);
    const listed = await everyPage(by, "/users?", 2);
    expect(listed.map(({ id }) => id)).toEqual(made.toReversed());
  });

  it("finds by external id, and by identifier in any spelling", async () => {
    const email = someone();
    const identifiers = [{ email }, { phone: "+4915112345679" }];
    const user = await aUser({ externalId: "a&b=c d", identifiers });
    const other = await aUser({ identifiers: [{ email }] });
    const queries: [string, Body[]][] = [
      ["externalId=a%26b%3Dc%20d", [user]],
      ["externalId=A%26b%3Dc%20d", []],
      [`email=${email.toUpperCase()}`, [other, user]],
      [`email=${email}&externalId=a%26b%3Dc+d`, [user]],
      ["phone=+4915112345679", [user]],
      ["email=nobody", []],
      ["phone=1", []],
    ];
    for (const [query, expected] of queries) {
      const { body } = await client.call("GET", `/users?${query}`);
      expect([query, body.data.map(({ id }: Body) => id)]).toEqual([query, expected.map(({ id }) => id)]);
    }
    expect((await stranger.call("GET", `/users?email=${email}`)).body.data).toEqual([]);
    const both = await client.call("GET", "/users?email=a@b.cd&phone=1");
    expectProblem(both, 400, "request_invalid");
  });
});

describe("PATCH /users/{id}", () => {
  it("changes sent members, clears with null, and keeps the rest", async () => {
    const user = await aUser({ name: "Jane", externalId: "crm-3", identifiers: [{ email: someone() }] });
    const patch = async (body: object) => (await client.call("PATCH", `/users/${user.id}`, { body })).body;
    const renamed = await patch({ name: "Jane Doe" });
    expect(renamed).toEqual({ ...user, name: "Jane Doe", updatedAt: renamed.updatedAt });
    expect(renamed.updatedAt > user.updatedAt).toBe(true);
    expect(await patch({ name: "Jane Doe" })).toEqual(renamed);
    expect(await patch({})).toEqual(renamed);
    expect(await patch({ name: null, externalId: null })).toMatchObject({ name: null, externalId: null });
  });

  it("refuses another user's external id, and members that have their own endpoints", async () => {
    await aUser({ externalId: "crm-4" });
    const user = await aUser({ name: "Jane" });
    const patch = (body: object) => client.call("PATCH", `/users/${user.id}`, { body });
    expectProblem(await patch({ name: "Joe", externalId: "crm-4" }), 409, "external_id_taken");
    expectProblem(await patch({ identifiers: [] }), 400, "request_invalid");
    expect(await read(user)).toEqual(user);
  });
});

describe("DELETE /users/{id}", () => {
  it("returns the deleted user, frees its identifiers, and keeps its verifications", async () => {
    const email = someone();
    const user = await aUser({ externalId: "crm-5" });
    const v = await prove(client, { email, userId: user.id });
    const before = await read(user);
    const deleted = await client.call("DELETE", `/users/${user.id}`);
    expect([deleted.status, deleted.body]).toEqual([200, before]);
    for (const method of ["GET", "DELETE"] as const) {
      expectProblem(await client.call(method, `/users/${user.id}`), 404, "user_not_found");
    }
    const kept = await client.call("GET", `/verifications/${v.id}`);
    expect(kept.body).toMatchObject({ status: "verified", userId: user.id });
    await aUser({ externalId: "crm-5", identifiers: [{ email, verified: true }] });
  });
});

describe("/users/{id}/identifiers", () => {
  const add = (user: Body, body: object, by = client) =>
    by.call("POST", `/users/${user.id}/identifiers`, { body });
  async function added(user: Body, body: object): Promise<Body> {
    const answer = await add(user, body);
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const makePrimary = (user: Body, identifier: Body, body?: object) =>
    client.call("POST", `/users/${user.id}/identifiers/${identifier.id}/primary`, { body });
  const primaryOf = async (user: Body) =>
    (await read(user)).identifiers.filter((i: Body) => i.primary).map((i: Body) => i.value);

  it("adds, the first of its type as primary, and lists the newest first", async () => {
    const user = await aUser();
    const first = await added(user, { email: someone() });
    const second = await added(user, { email: someone(), verified: true });
    const phone = await added(user, { phone: "+4915112345670" });
    expect([first.primary, second.primary, phone.primary]).toEqual([true, false, true]);
    expect([first.evidence, second.evidence]).toEqual([null, "asserted"]);
    expect(await everyPage(client, `/users/${user.id}/identifiers?`, 2)).toEqual([phone, second, first]);
    expect((await read(user)).identifiers).toEqual([first, second, phone]);
    const found = await client.call("GET", `/users/${user.id}/identifiers/${second.id}`);
    expect([found.status, found.body]).toEqual([200, second]);
  });

  it("shows which verification proved an identifier", async () => {
    const email = someone();
    const user = await aUser({ identifiers: [{ email }] });
    const v = await prove(client, { email: email.toUpperCase(), userId: user.id });
    const [identifier] = (await read(user)).identifiers;
    expect(identifier).toMatchObject({
      evidence: "proven",
      verifiedAt: v.verifiedAt,
      lastVerificationId: v.id,
    });
    expect(identifier.id).toBe(user.identifiers[0].id);
  });

  it("refuses an identifier the user has, one another user has verified, and an invalid one", async () => {
    const [mine, theirs] = [someone(), someone()];
    const user = await aUser({ identifiers: [{ email: mine }] });
    await aUser({ identifiers: [{ email: theirs, verified: true }] });
    expectProblem(await add(user, { email: mine.toUpperCase() }), 409, "identifier_exists");
    expectProblem(await add(user, { email: theirs, verified: true }), 409, "identifier_taken");
    expectProblem(await add(user, { email: "jane" }), 422, "email_invalid");
    expectProblem(await add(user, { phone: "110" }), 422, "phone_invalid");
    for (const body of [{}, { email: "a@b.cd", phone: "+4915112345678" }, { verified: true }]) {
      expectProblem(await add(user, body), 400, "request_invalid");
    }
    expect(await read(user)).toEqual(user);
    expect((await added(user, { email: theirs })).verifiedAt).toBeNull();
  });

  it("makes another identifier primary, and is safe to repeat", async () => {
    const user = await aUser({ identifiers: [{ email: someone() }, { email: someone() }] });
    const [, second] = user.identifiers;
    for (let i = 0; i < 2; i++) {
      const answer = await makePrimary(user, second);
      expect([answer.status, answer.body]).toEqual([200, { ...second, primary: true }]);
      expect(await primaryOf(user)).toEqual([second.value]);
    }
    expectProblem(await makePrimary(user, second, { primary: false }), 400, "request_invalid");
  });

  it("leaves one primary identifier after 20 parallel changes", async () => {
    const identifiers = Array.from({ length: 5 }, () => ({ email: someone() }));
    const user = await aUser({ identifiers });
    const answers = await times(20, (i) => makePrimary(user, user.identifiers[i % 5]));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await primaryOf(user)).toHaveLength(1);
  });

  it("removes an identifier; the oldest verified one, or else the oldest, becomes primary", async () => {
    const verified = { email: someone(), verified: true };
    const user = await aUser({ identifiers: [{ email: someone() }, { email: someone() }, verified] });
    const [first, second, third] = user.identifiers;
    const path = `/users/${user.id}/identifiers`;
    const removed = await client.call("DELETE", `${path}/${first.id}`);
    expect([removed.status, removed.body]).toEqual([200, first]);
    expect(await primaryOf(user)).toEqual([third.value]);
    await client.call("DELETE", `${path}/${third.id}`);
    expect(await primaryOf(user)).toEqual([second.value]);
    expectProblem(await client.call("DELETE", `${path}/${third.id}`), 404, "identifier_not_found");
  });

  it("belong only to their user and project", async () => {
    const email = someone();
    const user = await aUser({ identifiers: [{ email }] });
    const [other, foreign] = [await aUser(), await aUser({}, stranger)];
    const [identifier] = user.identifiers;
    const calls = [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/primary"],
    ] as const;
    for (const [method, rest] of calls) {
      const at = (owner: string) => `/users/${owner}/identifiers/${identifier.id}${rest}`;
      expectProblem(await client.call(method, at(other.id)), 404, "identifier_not_found");
      expectProblem(await client.call(method, at(nobody())), 404, "user_not_found");
      expectProblem(await client.call(method, at(foreign.id)), 404, "user_not_found");
      expectProblem(await stranger.call(method, at(user.id)), 404, "user_not_found");
      expectProblem(await stranger.call(method, at(foreign.id)), 404, "identifier_not_found");
    }
    const body = { email: someone() };
    const path = `/users/${user.id}`;
    expectProblem(await stranger.call("GET", path), 404, "user_not_found");
    expectProblem(await stranger.call("PATCH", path, { body: { name: "x" } }), 404, "user_not_found");
    expectProblem(await stranger.call("DELETE", path), 404, "user_not_found");
    expectProblem(await stranger.call("GET", `${path}/identifiers`), 404, "user_not_found");
    expectProblem(await add(user, body, stranger), 404, "user_not_found");
    expectProblem(await add({ id: nobody() }, body), 404, "user_not_found");
    expect(await read(user)).toEqual(user);
  });
});

describe("the audit trail of users", () => {
  it("shows what was done and by which key, with masked recipients", async () => {
    const by = await aClient();
    const email = someone();
    const user = await aUser({ identifiers: [{ email }] }, by);
    await by.call("PATCH", `/users/${user.id}`, { body: { name: "Jane" } });
    await start(by, { email, userId: user.id });
    await by.call("DELETE", `/users/${user.id}/identifiers/${user.identifiers[0].id}`);
    await by.call("DELETE", `/users/${user.id}`);
    const { body } = await by.call("GET", "/events");
    expect(body.data.map(({ type }: Body) => type)).toEqual([
      "user.deleted",
      "identifier.removed",
      "verification.started",
      "user.updated",
      "user.created",
    ]);
    const [, removed] = body.data;
    expect(removed.data).toMatchObject({ userId: user.id, identifierId: user.identifiers[0].id });
    expect(removed.data.recipient).toBe("j•••@example.com");
    expect(JSON.stringify(body)).not.toContain(email);
  });
});
