import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { aClient } from "@/lib/http/native/contract/harness";
import { anApp, type JsonBody, me, only, type TestApp, useWorker } from "./harness";

useTestDatabase();
useWorker();

const marked = (via: "email" | "sms", more: object = {}) => ({
  "ory.sh/kratos": { verification: { via }, recovery: { via }, ...more },
});

/** Addresses in a list, behind a reference and in an object, and one only for recovery. */
const person = {
  $id: "https://schemas.example.com/person.json",
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  definitions: { mail: { type: "string", format: "email", ...marked("email") } },
  properties: {
    traits: {
      type: "object",
      required: ["username"],
      properties: {
        username: {
          type: "string",
          minLength: 3,
          pattern: "^[a-z]+$",
          "ory.sh/kratos": { credentials: { password: { identifier: true } } },
        },
        mails: { type: "array", maxItems: 3, items: { $ref: "#/definitions/mail" } },
        work: {
          type: "object",
          properties: { mobile: { type: "string", format: "tel", ...marked("sms") } },
        },
        rescue: { type: "string", format: "email", "ory.sh/kratos": { recovery: { via: "email" } } },
        age: { type: "integer", minimum: 18 },
        plan: { enum: ["free", "pro"] },
        contact: { anyOf: [{ required: ["a"] }, { type: "string" }] },
        slow: { type: "string", pattern: "^(a+)+$" },
      },
      additionalProperties: false,
    },
  },
};

const withSchemas = (more: object = {}) =>
  anApp({ settings: { schemas: [{ id: "person", schema: person }], ...more } });

const create = (app: TestApp, traits: object, schema_id: string | undefined = "person") =>
  app.admin("POST", "/identities", { schema_id, traits });

describe("schemas of identities", () => {
  it("find addresses in any trait, and each can be verified", async () => {
    const app = await withSchemas();
    const { status, body } = await create(app, {
      username: "jane",
      mails: [me, "second@ory.sh", me.toUpperCase()],
      work: { mobile: "+1 206 555 1234" },
      rescue: "rescue@ory.sh",
    });
    expect([status, body.schema_id]).toEqual([201, "person"]);
    expect(body.schema_url).toBe(`${app.base}/schemas/${Buffer.from("person").toString("base64url")}`);
    const valuesOf = (addresses: JsonBody) => addresses.map(({ via, value }: JsonBody) => `${via} ${value}`);
    // In the order in which PostgreSQL keeps the members of the schema.
    const verifiable = ["sms +12065551234", `email ${me}`, "email second@ory.sh"];
    expect(valuesOf(body.verifiable_addresses)).toEqual(verifiable);
    expect(valuesOf(body.recovery_addresses)).toEqual([...verifiable, "email rescue@ory.sh"]);
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "code", email: "second@ory.sh" });
    const passed = await app.submit(flow, { code: await app.codeTo("second@ory.sh") });
    expect(only(passed.body).id).toBe(1080002);
    const read = (await app.admin("GET", `/identities/${body.id}`)).body;
    expect(read.verifiable_addresses.map(({ verified }: JsonBody) => verified)).toEqual([false, false, true]);
    expect(read.credentials.password.identifiers).toEqual(["jane"]);
  });

  it("keep what was proven when traits change, and nobody gets another one's address", async () => {
    const app = await withSchemas();
    await create(app, { username: "joe", mails: ["joe@ory.sh"] });
    const { body } = await app.admin("POST", "/identities", {
      schema_id: "person",
      traits: { username: "jane", mails: [me, "second@ory.sh"] },
      verifiable_addresses: [{ value: "second@ory.sh", via: "email", verified: true }],
    });
    const put = (mails: string[]) =>
      app.admin("PATCH", `/identities/${body.id}`, [{ op: "replace", path: "/traits/mails", value: mails }]);
    const shown = ({ body }: JsonBody) =>
      body.verifiable_addresses.map(({ value, verified }: JsonBody) => [value, verified]);
    expect(shown(await put([me, "third@ory.sh", "second@ory.sh"]))).toEqual([
      [me, false],
      ["third@ory.sh", false],
      ["second@ory.sh", true],
    ]);
    expect((await put([me, "joe@ory.sh"])).status).toBe(409);
    expect(shown(await put(["second@ory.sh"]))).toEqual([["second@ory.sh", true]]);
    expect((await create(app, { username: "jim", mails: [me] })).status).toBe(201);
  });

  // The texts are those of github.com/ory/jsonschema/v3, as in Kratos's `identity/validator_test.go`.
  it.each<[string, object, string]>([
    ["a missing property", {}, 'I[#/traits] S[#/properties/traits/required] missing properties: "username"'],
    [
      "an unexpected property",
      { username: "jane", whatever: 1 },
      'I[#/traits] S[#/properties/traits/additionalProperties] additionalProperties "whatever" not allowed',
    ],
    [
      "a number out of bounds",
      { username: "jane", age: 17 },
      "I[#/traits/age] S[#/properties/traits/properties/age/minimum] must be >= 18 but found 17",
    ],
    [
      "another type, and nothing else about this value",
      { username: 7 },
      "I[#/traits/username] S[#/properties/traits/properties/username/type] expected string, but got number",
    ],
    [
      "a value that is not in the list",
      { username: "jane", plan: "gold" },
      'I[#/traits/plan] S[#/properties/traits/properties/plan/enum] value must be one of "free", "pro"',
    ],
    [
      "too many items",
      { username: "jane", mails: ["a@b.c", "b@b.c", "c@b.c", "d@b.c"] },
      "I[#/traits/mails] S[#/properties/traits/properties/mails/maxItems] maximum 3 items allowed, but found 4 items",
    ],
    [
      "a malformed number",
      { username: "jane", work: { mobile: "5551234" } },
      'I[#/traits/work/mobile] S[#/properties/traits/properties/work/properties/mobile/format] "5551234" is not valid "tel"',
    ],
    [
      "several violations",
      { username: "J", age: "x" },
      `I[#/traits] S[#/properties/traits] validation failed
  I[#/traits/age] S[#/properties/traits/properties/age/type] expected integer, but got string
  I[#/traits/username] S[#/properties/traits/properties/username] validation failed
    I[#/traits/username] S[#/properties/traits/properties/username/minLength] length must be >= 3, but got 1
    I[#/traits/username] S[#/properties/traits/properties/username/pattern] does not match pattern "^[a-z]+$"`,
    ],
    [
      "no alternative",
      { username: "jane", contact: {} },
      `I[#/traits/contact] S[#/properties/traits/properties/contact/anyOf] anyOf failed
  I[#/traits/contact] S[#/properties/traits/properties/contact/anyOf/0/required] missing properties: "a"
  I[#/traits/contact] S[#/properties/traits/properties/contact/anyOf/1/type] expected string, but got object`,
    ],
    [
      "a pattern that would take forever",
      { username: "jane", slow: `${"a".repeat(60)}!` },
      "It takes too long to validate the traits.",
    ],
  ])("refuse %s with the vendor's text", async (_, traits, reason) => {
    const { status, body } = await create(await withSchemas(), traits);
    expect([status, body.error.reason]).toEqual([400, reason]);
  });

  it("refuse more addresses than anybody has, and list no more violations than anybody reads", async () => {
    const app = await withSchemas();
    const schema = structuredClone(person) as JsonBody;
    schema.properties.traits.properties.mails.maxItems = 100_000;
    await app.set({ schemas: [{ id: "person", schema }] });
    const many = (count: number, text: (i: number) => string) =>
      Array.from({ length: count }, (_, i) => text(i));
    const tooMany = await create(app, { username: "jane", mails: many(51, (i) => `n${i}@ory.sh`) });
    expect([tooMany.status, tooMany.body.error.reason]).toEqual([
      400,
      "An identity can have at most 50 addresses.",
    ]);
    const unexpected = Object.fromEntries(many(50_000, String).map((name) => [name, 1]));
    const { status, body } = await create(app, { username: "jane", ...unexpected });
    expect([status, body.error.reason.length < 2000]).toEqual([400, true]);
  });

  it("are listed by pages and shown by id, plain or encoded", async () => {
    const app = await withSchemas({
      schemas: ["a", "b/c"].map((id) => ({ id, schema: person })),
      defaultSchemaId: "b/c",
    });
    const get = (path: string) => app.json("GET", path);
    const listed = await get("/schemas");
    expect(listed.body.map(({ id }: JsonBody) => id)).toEqual(["default", "a", "b/c"]);
    expect(listed.body[1].schema).toEqual(person);
    const ids: string[] = [];
    for (let path: string | undefined = "/schemas?page_size=2"; path; ) {
      const { body, headers }: JsonBody = await get(path);
      ids.push(...body.map(({ id }: JsonBody) => id));
      path = /<https?:\/\/[^/]+([^>]*)>; rel="next"/.exec(headers.get("link"))?.[1];
    }
    expect(ids).toEqual(["default", "a", "b/c"]);
    expect((await get("/schemas?per_page=1&page=2")).body[0].id).toBe("b/c");
    expect((await get(`/schemas/${Buffer.from("b/c").toString("base64url")}`)).body).toEqual(person);
    expect((await get("/schemas/a")).body).toEqual(person);
    expect((await get("/schemas/nope")).status).toBe(404);
    const { body } = await app.admin("POST", "/identities", { traits: { username: "jane" } });
    expect(body.schema_id).toBe("b/c");
  });
});

describe("schemas that are set", () => {
  const traits = (properties: object, more: object = {}) => ({
    properties: { traits: { properties } },
    ...more,
  });

  it.each<[string, object, RegExp]>([
    ["without traits", { type: "object" }, /“x” cannot be used: #\/properties\/traits is missing\.$/],
    [
      "with a reference to a file",
      traits({ a: { $ref: "file:///etc/passwd" } }),
      /Only references within the schema/,
    ],
    [
      "with a reference to a server",
      traits({ a: { $ref: "https://evil.example/s" } }),
      /Only references within/,
    ],
    ["with a reference to nothing", traits({ a: { $ref: "#/definitions/no" } }), /can't resolve reference/],
    [
      "that refer only to themselves",
      traits({ a: { $ref: "#/definitions/a" } }, { definitions: { a: { $ref: "#/definitions/a" } } }),
      /#\/definitions\/a refers to itself/,
    ],
    ["with a broken pattern", traits({ a: { pattern: "(" } }), /Invalid regular expression/],
    [
      "with an unknown type",
      traits({ a: { type: "strin" } }),
      /traits\/properties\/a\/type must be equal to one of/,
    ],
    [
      "of a later draft",
      traits({}, { $schema: "https://json-schema.org/draft/2020-12/schema" }),
      /expected http:\/\/json-schema.org\/draft-07\/schema#/,
    ],
    [
      "with an unknown channel",
      traits({ a: { "ory.sh/kratos": { verification: { via: "fax" } } } }),
      /verification\/via/,
    ],
    [
      "with a phone number without a format",
      traits({ a: { "ory.sh/kratos": { verification: { via: "sms" } } } }),
      /#\/properties\/traits\/properties\/a has no format/,
    ],
    ["that are too long", traits({ a: { title: "x".repeat(50_000) } }), /at most 49152 are allowed/],
  ])("%s are refused with a sentence", async (_, schema, message) => {
    const client = await aClient();
    const body = { dialects: { kratos: { schemas: [{ id: "x", schema }] } } };
    const answer = await client.call("PATCH", "/project", { body });
    expect(answer.status).toBe(400);
    expect(answer.body.violations[0].message).toMatch(message);
  });

  it("are stored and shown", async () => {
    const client = await aClient();
    const schemas = [{ id: "person", schema: person }];
    const set = await client.call("PATCH", "/project", { body: { dialects: { kratos: { schemas } } } });
    expect([set.status, set.body.dialects.kratos.schemas]).toEqual([200, schemas]);
  });
});
