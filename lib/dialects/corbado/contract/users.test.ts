import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  aClient,
  anIdentifier,
  aUser,
  type Client,
  digitsOf,
  messagesOf,
  seedBody,
  someone,
} from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});
const call: Client["call"] = (...request) => client.call(...request);

const envelopeShape = {
  httpStatusCode: 200,
  message: "OK",
  requestData: { requestID: expect.stringMatching(/^req-\d+$/), link: expect.stringMatching(/^https?:/) },
  runtime: expect.any(Number),
};

describe("POST /v2/users", () => {
  it("C01 creates a user, and answers the time of the update as text and in milliseconds", async () => {
    const { status, body, headers } = await call("POST", "/v2/users", {
      body: { fullName: "Jane Doe", status: "active" },
    });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(body).toEqual({
      userID: expect.stringMatching(/^usr-\d{19}$/),
      fullName: "Jane Doe",
      status: "active",
      updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
      updatedMs: expect.any(Number),
    });
    expect(new Date(`${body.updated}Z`).getTime()).toBe(Math.floor(body.updatedMs / 1000) * 1000);
  });

  it("C02 reports the missing status, and nothing else", async () => {
    const answer = await call("POST", "/v2/users", { body: {} });
    expect(answer.status).toBe(400);
    expect(answer.body.httpStatusCode).toBe(400);
    expect(answer.body.error).toEqual({
      type: "validation_error",
      links: [],
      validation: [{ field: "status", message: "cannot be blank" }],
    });
    for (const status of ["", null]) {
      expect(messagesOf(await call("POST", "/v2/users", { body: { status } }))).toEqual([
        "status: cannot be blank",
      ]);
    }
  });

  it("C03 accepts a user with no name or an empty one, and leaves the name out of the answer", async () => {
    for (const body of [
      { status: "active" },
      { status: "active", fullName: "" },
      { status: "active", fullName: null },
    ]) {
      const created = await call("POST", "/v2/users", { body });
      expect(created.status).toBe(200);
      expect(created.body).not.toHaveProperty("fullName");
    }
  });

  it("accepts every status and an explicit WebAuthn id, and ignores unknown members", async () => {
    for (const status of ["pending", "active", "disabled"]) {
      const body = { status, explicitWebauthnID: "wid-1", nonsense: { a: [1] } };
      const created = await call("POST", "/v2/users", { body });
      expect(created.body).toMatchObject({ status, explicitWebauthnID: "wid-1" });
      expect((await call("GET", `/v2/users/${created.body.userID}`)).body).toEqual(created.body);
    }
  });

  it("reports unknown statuses, wrong types and names of the wrong length, all at once", async () => {
    const refused = async (body: object) => messagesOf(await call("POST", "/v2/users", { body }));
    const length = "fullName: the length must be between 3 and 255";
    expect(await refused({ fullName: "xx", status: "gone" })).toEqual([
      length,
      "status: must be a valid value",
    ]);
    expect(await refused({ fullName: 42, status: "active" })).toEqual(["fullName: must be a string"]);
    expect(await refused({ fullName: "x".repeat(256), status: "active" })).toEqual([length]);
    // Counted in code points: 255 of them are 510 units of UTF-16.
    const longest = { fullName: "😀".repeat(255), status: "active" };
    expect((await call("POST", "/v2/users", { body: longest })).body.fullName).toBe(longest.fullName);
  });

  it("parses JSON whatever the content type, and answers invalid_json to anything else", async () => {
    const text = JSON.stringify({ status: "active" });
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/json; charset=utf-8",
    ]) {
      const headers = { "content-type": type };
      expect((await call("POST", "/v2/users", { text, headers })).status).toBe(200);
    }
    for (const garbage of ["{", "nonsense", "[]", '"text"', "null", "42", "\u0000"]) {
      const { status, body } = await call("POST", "/v2/users", { text: garbage });
      expect([garbage, status, body.error.type]).toEqual([garbage, 400, "invalid_json"]);
      expect(body.error.details).toEqual(expect.any(String));
    }
    expect(messagesOf(await call("POST", "/v2/users", { text: "" }))).toEqual(["status: cannot be blank"]);
  });
});

describe("/v2/users/{userID}", () => {
  it("C04 answers 400, not 404, for an unknown user", async () => {
    const unknown = [
      "usr-123456789",
      "usr-1234",
      "non-existent-id",
      "usr-",
      "usr-9223372036854775808",
      "1e5",
    ];
    for (const id of unknown) {
      for (const method of ["GET", "PATCH", "DELETE"] as const) {
        const answer = await call(method, `/v2/users/${id}`, method === "PATCH" ? { body: {} } : {});
        expect([id, answer.status, messagesOf(answer)]).toEqual([id, 400, ["userID: does not exist"]]);
        expect(answer.body.error.type).toBe("validation_error");
      }
    }
    // The user is looked up before the body is parsed.
    const answer = await call("PATCH", "/v2/users/usr-123456789", { text: "{" });
    expect(messagesOf(answer)).toEqual(["userID: does not exist"]);
  });

  it("C04 finds no user of another project", async () => {
    const { userID } = await aUser(await aClient());
    expect(messagesOf(await call("GET", `/v2/users/${userID}`))).toEqual(["userID: does not exist"]);
    expect(messagesOf(await call("DELETE", `/v2/users/${userID}`))).toEqual(["userID: does not exist"]);
  });

  it("C05 deletes a user once, with identifiers and social accounts, and answers the generic envelope", async () => {
    const { userID } = await aUser(client);
    const identifier = anIdentifier();
    const foreignID = "gone-with-the-user";
    await call("POST", `/v2/users/${userID}/identifiers`, { body: identifier });
    await call("POST", `/v2/users/${userID}/socialAccounts`, { body: seedBody({ foreignID }) });
    const deleted = await call("DELETE", `/v2/users/${userID}`, { body: {} });
    expect(deleted.status).toBe(200);
    expect(deleted.body).toEqual(envelopeShape);
    const missing = ["userID: does not exist"];
    expect(messagesOf(await call("GET", `/v2/users/${userID}`))).toEqual(missing);
    expect(messagesOf(await call("DELETE", `/v2/users/${userID}`))).toEqual(missing);
    const next = await aUser(client);
    expect((await call("POST", `/v2/users/${next.userID}/identifiers`, { body: identifier })).status).toBe(
      200,
    );
    const account = { body: seedBody({ foreignID }) };
    expect((await call("POST", `/v2/users/${next.userID}/socialAccounts`, account)).status).toBe(200);
  });

  it("C06 changes a user and keeps the id", async () => {
    const user = await aUser(client, "Joe Bloggs");
    const path = `/v2/users/${user.userID}`;
    const renamed = await call("PATCH", path, { body: { fullName: "Jane Doe" } });
    expect(renamed.status).toBe(200);
    expect(renamed.body).toMatchObject({ userID: user.userID, fullName: "Jane Doe", status: "active" });
    const disabled = await call("PATCH", path, { body: { status: "disabled" } });
    expect(disabled.body).toMatchObject({ fullName: "Jane Doe", status: "disabled" });
    expect(disabled.body.updatedMs).toBeGreaterThanOrEqual(user.updatedMs);
    expect((await call("PATCH", path, { body: {} })).body).toEqual(disabled.body);
    expect((await call("PATCH", path, { body: { fullName: "" } })).body).not.toHaveProperty("fullName");
  });

  it("C07 refuses a name of 256 characters", async () => {
    const { userID } = await aUser(client);
    const answer = await call("PATCH", `/v2/users/${userID}`, { body: { fullName: "x".repeat(256) } });
    expect(answer.status).toBe(400);
    expect(messagesOf(answer)).toEqual(["fullName: the length must be between 3 and 255"]);
    const bad = await call("PATCH", `/v2/users/${userID}`, { body: { status: "gone" } });
    expect(messagesOf(bad)).toEqual(["status: must be a valid value"]);
  });

  it("C29 always answers the time of the update as text and as an integer", async () => {
    const { userID } = await aUser(client);
    const { body } = await call("GET", `/v2/users/${userID}`);
    expect(body.updated).toMatch(/^\S+$/);
    expect(Number.isInteger(body.updatedMs)).toBe(true);
    expect(JSON.stringify(body)).toMatch(/"updatedMs":\d+[,}]/);
  });

  it("keeps every change of parallel requests", async () => {
    const { userID } = await aUser(client);
    const changes = [{ fullName: "Joan" }, { status: "disabled" }];
    const bodies = Array.from({ length: 20 }, (_, i) => changes[i % 2]);
    const answers = await Promise.all(bodies.map((body) => call("PATCH", `/v2/users/${userID}`, { body })));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const { body } = await call("GET", `/v2/users/${userID}`);
    expect(body).toMatchObject({ fullName: "Joan", status: "disabled" });
  });
});

describe("GET /v2/users", () => {
  it("lists users with identifiers and social accounts, in the vendor's capitals", async () => {
    const own = await aClient();
    const user = await aUser(own);
    const path = `/v2/users/${user.userID}`;
    const [mail, phone, name] = await Promise.all(
      [
        anIdentifier(),
        anIdentifier({ identifierType: "phone", identifierValue: "+4915112345678" }),
        anIdentifier({ identifierType: "username", identifierValue: "jane_doe", status: "verified" }),
      ].map(async (body) => (await own.call("POST", `${path}/identifiers`, { body })).body),
    );
    const account = (await own.call("POST", `${path}/socialAccounts`, { body: seedBody() })).body;
    const { body } = await own.call("GET", "/v2/users");
    expect(body).toEqual({
      users: [
        {
          ...user,
          emailIdentifiers: [mail],
          phoneNumberIdentifiers: [phone],
          usernameIdentifiers: [name],
          socialAccounts: [account],
          created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          createdMS: expect.any(Number),
        },
      ],
      paging: { page: 1, totalPages: 1, totalItems: 1 },
    });
  });

  it("sorts, filters and searches", async () => {
    const own = await aClient();
    const anna = await aUser(own, "Anna");
    const bert = await aUser(own, "Bert");
    const cora = await aUser(own, "Cora");
    await own.call("PATCH", `/v2/users/${bert.userID}`, { body: { status: "disabled" } });
    const identifierValue = `findme-${someone()}`;
    await own.call("POST", `/v2/users/${cora.userID}/identifiers`, {
      body: anIdentifier({ identifierValue }),
    });
    const names = async (query: Record<string, string>) => {
      const { status, body } = await own.call("GET", `/v2/users?${new URLSearchParams(query)}`);
      return status === 200 ? body.users.map((user: { fullName: string }) => user.fullName) : body.error;
    };
    expect(await names({})).toEqual(["Cora", "Bert", "Anna"]);
    expect(await names({ sort: "fullName:asc" })).toEqual(["Anna", "Bert", "Cora"]);
    expect(await names({ sort: "name:desc", pageSize: "2" })).toEqual(["Cora", "Bert"]);
    expect(await names({ sort: "created" })).toEqual(["Anna", "Bert", "Cora"]);
    expect(await names({ sort: "status:desc" })).toEqual(["Bert", "Cora", "Anna"]);
    expect(await names({ "filter[]": "status:eq:disabled" })).toEqual(["Bert"]);
    expect(await names({ "filter[]": "status:eq:active" })).toEqual(["Cora", "Anna"]);
    expect(await names({ "filter[]": `id:eq:${digitsOf(anna.userID)}` })).toEqual(["Anna"]);
    expect(await names({ "filter[]": "searchValue:eq:FINDME-" })).toEqual(["Cora"]);
    expect(await names({ "filter[]": "searchValue:eq:er" })).toEqual(["Bert"]);
    expect(await names({ "filter[]": "searchValue:eq:%" })).toEqual([]);
    expect(await names({ "filter[]": "created:gt:2021-07-20T00:00:00" })).toHaveLength(3);
    expect(await names({ "filter[]": "created:lt:2021-07-20T00:00:00" })).toEqual([]);
    expect(await names({ "filter[]": "created:gt:yesterday" })).toMatchObject({
      validation: [{ field: "filter", message: "must be in a valid format" }],
    });
    expect(await names({ sort: "searchValue:asc" })).toMatchObject({
      validation: [{ field: "searchValue", message: "not sortable by this column" }],
    });
  });

  it("lists users of other dialects as active", async () => {
    const own = await aClient();
    const { createUser } = await import("@/lib/users");
    const { aContext } = await import("@/lib/access/testing");
    await createUser(aContext(own.project), { name: "Ned Native", identifiers: [] });
    const { body } = await own.call("GET", "/v2/users?filter[]=status:eq:active");
    expect(body.users).toMatchObject([{ fullName: "Ned Native", status: "active" }]);
  });
});
