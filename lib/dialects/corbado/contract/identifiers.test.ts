import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import {
  aClient,
  anIdentifier,
  aUser,
  type Body,
  type Client,
  digitsOf,
  messagesOf,
  someone,
} from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});
const call: Client["call"] = (...request) => client.call(...request);

const addIdentifier = (userID: string, over: object = {}) =>
  call("POST", `/v2/users/${userID}/identifiers`, { body: anIdentifier(over) });

async function statusesOf(userID: string): Promise<Record<string, string>> {
  const { body } = await call("GET", `/v2/identifiers?filter[]=userID:eq:${digitsOf(userID)}&pageSize=100`);
  return Object.fromEntries(body.identifiers.map(({ value, status }: Body) => [value, status]));
}

describe("POST /v2/users/{userID}/identifiers", () => {
  it("C08 answers the type, and the value letter by letter", async () => {
    const { userID } = await aUser(client);
    const identifierValue = "integration-test+AbC@corbado.com";
    const { status, body } = await addIdentifier(userID, { identifierValue });
    expect(status).toBe(200);
    expect(body).toEqual({
      identifierID: expect.stringMatching(/^ide-\d+$/),
      type: "email",
      value: identifierValue,
      status: "primary",
      userID,
    });
    for (const value of ["Jane.Doe@EXAMPLE.Com", "jane@Bücher.example", "Ｊane@example.org"]) {
      const created = await addIdentifier(userID, { identifierValue: value, status: "verified" });
      expect(created.body.value).toBe(value);
      expect(Object.keys(await statusesOf(userID))).toContain(value);
    }
  });

  it("C09 reports an empty value, and nothing else", async () => {
    const { userID } = await aUser(client);
    const answer = await addIdentifier(userID, { identifierValue: "" });
    expect(answer.status).toBe(400);
    expect(answer.body.error.validation).toEqual([{ field: "identifierValue", message: "cannot be blank" }]);
  });

  it("reports all three members of an empty body", async () => {
    const { userID } = await aUser(client);
    const answer = await call("POST", `/v2/users/${userID}/identifiers`, { body: {} });
    expect(messagesOf(answer).sort()).toEqual([
      "identifierType: cannot be blank",
      "identifierValue: cannot be blank",
      "status: cannot be blank",
    ]);
  });

  it("checks the form by the type, and reports everything else that is wrong", async () => {
    const { userID } = await aUser(client);
    const refused = async (over: object) => messagesOf(await addIdentifier(userID, over));
    const form = "identifierValue: must be in a valid format";
    expect(await refused({ identifierType: "telex" })).toEqual(["identifierType: must be a valid value"]);
    expect(await refused({ identifierValue: "jane" })).toEqual([
      "identifierValue: must be a valid email address",
    ]);
    for (const identifierValue of ["015112345678", "+0151", "+49 151 12345678", "phone"]) {
      expect(await refused({ identifierType: "phone", identifierValue })).toEqual([form]);
    }
    for (const identifierValue of ["abc", "with space", "x".repeat(33), "jane@doe"]) {
      expect(await refused({ identifierType: "username", identifierValue })).toEqual([form]);
    }
    expect(await refused({ identifierValue: "jane", status: "maybe" })).toEqual([
      "identifierValue: must be a valid email address",
      "status: must be a valid value",
    ]);
    expect(await refused({ identifierValue: 42 })).toEqual(["identifierValue: must be a string"]);
    expect(await refused({ identifierValue: "nul\u0000@example.com" })).toEqual([form]);
  });

  it("accepts numbers in E.164 that no network has, as SDK tests send them", async () => {
    const { userID } = await aUser(client);
    for (const identifierValue of ["+4915091234567", "+15551234567", "+49151000001"]) {
      const over = { identifierType: "phone", identifierValue, status: "verified" };
      const { status, body } = await addIdentifier(userID, over);
      expect([status, body.value]).toEqual([200, identifierValue]);
    }
  });

  it("accepts 22 verified addresses beside one primary", async () => {
    const { userID } = await aUser(client);
    await addIdentifier(userID);
    for (let i = 0; i < 22; i++)
      expect((await addIdentifier(userID, { status: "verified" })).status).toBe(200);
    const statuses = Object.values(await statusesOf(userID));
    expect(statuses.filter((status) => status === "verified")).toHaveLength(22);
    expect(statuses.filter((status) => status === "primary")).toHaveLength(1);
  });

  it("does not make the first one primary unless the body says so", async () => {
    const { userID } = await aUser(client);
    expect((await addIdentifier(userID, { status: "verified" })).body.status).toBe("verified");
    const pending = await aUser(client);
    expect((await addIdentifier(pending.userID, { status: "pending" })).body.status).toBe("pending");
  });

  it("makes the first primary verified when a second one of its type is added, and leaves other types alone", async () => {
    const { userID } = await aUser(client);
    const [first, second] = [someone(), someone()];
    await addIdentifier(userID, { identifierValue: first });
    await addIdentifier(userID, { identifierType: "phone", identifierValue: "+4915112345679" });
    await addIdentifier(userID, { identifierValue: second });
    const expected = { [first]: "verified", [second]: "primary", "+4915112345679": "primary" };
    expect(await statusesOf(userID)).toEqual(expected);
  });

  it("leaves one primary after 20 parallel requests", async () => {
    const { userID } = await aUser(client);
    const answers = await Promise.all(Array.from({ length: 20 }, () => addIdentifier(userID)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const statuses = Object.values(await statusesOf(userID));
    expect(statuses.filter((status) => status === "primary")).toHaveLength(1);
    expect(statuses).toHaveLength(20);
  });

  it("C30 refuses an identifier that another user has verified, without naming the user", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const identifierValue = someone();
    await addIdentifier(a.userID, { identifierValue, status: "verified" });
    for (const status of ["verified", "primary", "pending"]) {
      const answer = await addIdentifier(b.userID, {
        identifierValue: identifierValue.toUpperCase(),
        status,
      });
      expect(answer.status).toBe(409);
      expect(answer.body.message).toBe("Conflict");
      expect(answer.body.error.type).toBe("already_exists");
      expect(messagesOf(answer)).toEqual(["identifierValue: already exists"]);
      expect(answer.body.error.details).toEqual(expect.any(String));
      expect(JSON.stringify(answer.body)).not.toContain(digitsOf(a.userID));
    }
    expect(await statusesOf(b.userID)).toEqual({});
  });

  it("is not blocked by a pending one of another user, but by the user's own", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const identifierValue = someone();
    await addIdentifier(a.userID, { identifierValue, status: "pending" });
    const again = await addIdentifier(a.userID, { identifierValue: identifierValue.toLowerCase() });
    expect([again.status, ...messagesOf(again)]).toEqual([409, "identifierValue: already exists"]);
    expect((await addIdentifier(b.userID, { identifierValue })).status).toBe(200);
  });

  it("gives a value to one of 20 users who claim it in parallel", async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => aUser(client)));
    const identifierValue = someone();
    const answers = await Promise.all(users.map(({ userID }) => addIdentifier(userID, { identifierValue })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
  });

  it("refuses an unknown user before it parses the body", async () => {
    const answer = await call("POST", "/v2/users/usr-1234/identifiers", { text: "{" });
    expect(messagesOf(answer)).toEqual(["userID: does not exist"]);
  });
});

describe("/v2/users/{userID}/identifiers/{identifierID}", () => {
  const pathOf = ({ userID, identifierID }: Body) => `/v2/users/${userID}/identifiers/${identifierID}`;

  it("C12 finds no unknown identifier, and none of another user", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const { identifierID } = (await addIdentifier(b.userID)).body;
    for (const id of ["ide-123456789", "non-existent-id", identifierID]) {
      const path = pathOf({ userID: a.userID, identifierID: id });
      for (const method of ["PATCH", "DELETE"] as const) {
        const answer = await call(method, path, { body: { status: "verified" } });
        expect([answer.status, ...messagesOf(answer)]).toEqual([400, "identifierID: does not exist"]);
      }
    }
    const gone = pathOf({ userID: "usr-1234", identifierID });
    expect(messagesOf(await call("PATCH", gone, { body: {} }))).toEqual(["userID: does not exist"]);
  });

  it("C13 changes freely between all statuses, and the list follows", async () => {
    const { userID } = await aUser(client);
    const created = (await addIdentifier(userID)).body;
    for (const status of ["pending", "primary", "verified", "pending", "verified", "primary", "primary"]) {
      const { status: code, body } = await call("PATCH", pathOf(created), { body: { status } });
      expect(code).toBe(200);
      expect(body).toEqual({ ...created, status });
      expect(await statusesOf(userID)).toEqual({ [created.value]: status });
    }
    const blank = await call("PATCH", pathOf(created), { body: {} });
    expect(messagesOf(blank)).toEqual(["status: cannot be blank"]);
    const bad = await call("PATCH", pathOf(created), { body: { status: "gone" } });
    expect(messagesOf(bad)).toEqual(["status: must be a valid value"]);
  });

  it("makes the other one verified when an identifier becomes primary", async () => {
    const { userID } = await aUser(client);
    const first = (await addIdentifier(userID)).body;
    const second = (await addIdentifier(userID, { status: "pending" })).body;
    await call("PATCH", pathOf(second), { body: { status: "primary" } });
    expect(await statusesOf(userID)).toEqual({ [first.value]: "verified", [second.value]: "primary" });
  });

  it("refuses to verify an identifier that another user has verified", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const identifierValue = someone();
    const pending = (await addIdentifier(a.userID, { identifierValue, status: "pending" })).body;
    await addIdentifier(b.userID, { identifierValue });
    const answer = await call("PATCH", pathOf(pending), { body: { status: "verified" } });
    expect([answer.status, ...messagesOf(answer)]).toEqual([409, "identifierValue: already exists"]);
  });

  it("deletes an identifier once, and lists no longer have it", async () => {
    const { userID } = await aUser(client);
    const created = (await addIdentifier(userID)).body;
    const deleted = await call("DELETE", pathOf(created));
    expect(deleted.status).toBe(200);
    expect(Object.keys(deleted.body).sort()).toEqual(["httpStatusCode", "message", "requestData", "runtime"]);
    expect(await statusesOf(userID)).toEqual({});
    expect(messagesOf(await call("DELETE", pathOf(created)))).toEqual(["identifierID: does not exist"]);
    expect((await addIdentifier(userID, { identifierValue: created.value })).status).toBe(200);
  });
});

describe("GET /v2/identifiers", () => {
  it("C10 filters by user, and treats an empty sort as left out", async () => {
    const { userID } = await aUser(client);
    const created = (await addIdentifier(userID)).body;
    const query = `sort=&filter%5B%5D=userID%3Aeq%3A${digitsOf(userID)}&page=1&pageSize=10`;
    const { status, body } = await call("GET", `/v2/identifiers?${query}`);
    expect(status).toBe(200);
    expect(body).toEqual({ identifiers: [created], paging: { page: 1, totalPages: 1, totalItems: 1 } });
    const whole = await call("GET", `/v2/identifiers?filter[]=userID:eq:${userID}`);
    expect(whole.body).toEqual(body);
  });

  it("C11 reports an unknown sort column under its own name", async () => {
    const answer = await call("GET", "/v2/identifiers?sort=xxx");
    expect(answer.status).toBe(400);
    expect(answer.body.error.validation).toEqual([{ field: "xxx", message: "not sortable by this column" }]);
    expect(messagesOf(await call("GET", "/v2/identifiers?sort=xxx:asc"))).toEqual([
      "xxx: not sortable by this column",
    ]);
    const direction = await call("GET", "/v2/identifiers?sort=foo:bar");
    expect([direction.status, ...messagesOf(direction)]).toEqual([
      400,
      "sort: Invalid order direction 'bar'",
    ]);
  });

  it("C24 C25 puts every item on exactly one page, and none beyond the end", async () => {
    const { userID } = await aUser(client);
    const ids = new Set<string>();
    for (let i = 0; i < 12; i++)
      ids.add((await addIdentifier(userID, { status: "verified" })).body.identifierID);
    const seen: string[] = [];
    for (const [page, size] of [5, 5, 2, 0].entries()) {
      const query = `filter[]=userID:eq:${digitsOf(userID)}&page=${page + 1}&pageSize=5`;
      const { status, body } = await call("GET", `/v2/identifiers?${query}`);
      expect(status).toBe(200);
      expect(body.identifiers).toHaveLength(size);
      expect(body.paging).toEqual({ page: page + 1, totalPages: 3, totalItems: 12 });
      seen.push(...body.identifiers.map(({ identifierID }: Body) => identifierID));
    }
    expect(seen).toHaveLength(12);
    expect(new Set(seen)).toEqual(ids);
  });

  it("combines filters by value (ignoring case), type and status", async () => {
    const { userID } = await aUser(client);
    const identifierValue = `a+b${someone()}`;
    const created = (await addIdentifier(userID, { identifierValue })).body;
    await addIdentifier(userID, { identifierType: "username", identifierValue: `user_${Date.now()}` });
    const found = async (...filters: string[]) => {
      const query = new URLSearchParams(filters.map((filter) => ["filter[]", filter]));
      const { body } = await call("GET", `/v2/identifiers?${query}`);
      return body.identifiers ?? body.error.validation;
    };
    expect(await found(`identifierValue:eq:${identifierValue}`)).toEqual([created]);
    expect(await found(`identifierValue:eq:${identifierValue.toUpperCase()}`)).toEqual([created]);
    const both = (type: string) =>
      found(`identifierValue:eq:${identifierValue}`, `identifierType:eq:${type}`);
    expect(await both("email")).toEqual([created]);
    expect(await both("phone")).toEqual([]);
    expect(await found(`userID:eq:${userID}`, "status:eq:primary")).toHaveLength(2);
    expect(await found(`userID:eq:${userID}`, "status:eq:pending")).toEqual([]);
    expect(await found("userID:eq:nobody")).toEqual([]);
    expect(await found("userID:eq:99999999999999999999999")).toEqual([]);
    expect(await found("userID:gt:0", `userID:eq:${userID}`)).toHaveLength(2);
    expect(await found("identifierType:eq:telex")).toEqual([]);
    const malformed = [{ field: "filter", message: "must be in a valid format" }];
    for (const filter of ["nonsense", "userID:eq", "userID:like:1"])
      expect(await found(filter)).toEqual(malformed);
    expect(await found("shoeSize:eq:42")).toEqual([
      { field: "shoeSize", message: "not filterable by this column" },
    ]);
    // In a query, a raw plus is a space.
    const raw = await call("GET", `/v2/identifiers?filter[]=identifierValue:eq:${identifierValue}`);
    expect(raw.body.paging).toEqual({ page: 1, totalPages: 0, totalItems: 0 });
  });

  it("sorts by three columns in both directions", async () => {
    const own = await aClient();
    const { userID } = await aUser(own);
    for (const identifierValue of ["b@example.com", "A@example.com", "c@example.com"]) {
      await own.call("POST", `/v2/users/${userID}/identifiers`, { body: anIdentifier({ identifierValue }) });
    }
    const values = async (sort: string) => {
      const { body } = await own.call("GET", `/v2/identifiers?sort=${sort}`);
      return body.identifiers.map(({ value }: Body) => value[0]).join("");
    };
    expect(await values("")).toBe("cAb");
    expect(await values("identifierValue:asc")).toBe("Abc");
    expect(await values("identifierValue:desc")).toBe("cbA");
    expect(await values("identifierType:asc")).toBe("cAb");
    expect(await values("userID:desc")).toBe("cAb");
  });

  it("checks the bounds of page and pageSize", async () => {
    const refused = async (query: string) => messagesOf(await call("GET", `/v2/identifiers?${query}`));
    expect(await refused("page=0")).toEqual(["page: must be no less than 1"]);
    expect(await refused("page=x&pageSize=1.5")).toEqual([
      "page: must be an integer number",
      "pageSize: must be an integer number",
    ]);
    expect(await refused("pageSize=0")).toEqual(["pageSize: must be no less than 1"]);
    expect(await refused("pageSize=1001")).toEqual(["pageSize: must be no greater than 1000"]);
    expect(await refused("page=99999999999999999999")).toEqual(["page: must be no greater than 1000000000"]);
    expect(await refused("filter[]=identifierValue:eq:%00")).toEqual(["query: must be in a valid format"]);
    expect((await call("GET", "/v2/identifiers?page=&pageSize=1000&page=2")).status).toBe(200);
  });

  it("lists nothing of another project", async () => {
    const { userID } = await aUser(client);
    await addIdentifier(userID);
    const { body } = await (await aClient()).call("GET", "/v2/identifiers");
    expect(body).toEqual({ identifiers: [], paging: { page: 1, totalPages: 0, totalItems: 0 } });
  });
});
