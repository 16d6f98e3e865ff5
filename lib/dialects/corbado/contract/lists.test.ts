import { beforeAll, describe, expect, it } from "vitest";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { createUser } from "@/lib/users";
import {
  aClient,
  anIdentifier,
  aUser,
  type Body,
  type Client,
  digitsOf,
  messagesOf,
  seedBody,
  someone,
} from "./harness";

/* What every list has in common: how filters are spelled, and that they find what the answer shows. */

useTestDatabase();

let client: Client;
let user: Body;
beforeAll(async () => {
  client = await aClient({ settings: { requestsPerMinute: 1_000_000 } });
  user = await aUser(client, "Jane Doe");
  await aUser(client, "Joe Bloggs");
  const path = `/v2/users/${user.userID}`;
  await client.call("POST", `${path}/identifiers`, { body: anIdentifier() });
  await client.call("POST", `${path}/socialAccounts`, { body: seedBody() });
});

/** Every list, with a filter that matches no row. */
const lists = (): [string, string][] => [
  ["/v2/users", "fullName:eq:nobody"],
  ["/v2/identifiers", "identifierValue:eq:nobody@example.com"],
  ["/v2/socialAccounts", "foreignID:eq:nobody"],
  [`/v2/users/${user.userID}/socialAccounts`, "foreignID:eq:nobody"],
  ["/v1/users", "name:eq:nobody"],
];

/** The rows of any list. */
function rowsOf({ body }: { body: Body }): Body[] {
  const { users, identifiers, socialAccounts } = body.data ?? body;
  return Array.isArray(body) ? body : (users ?? identifiers ?? socialAccounts);
}

const get = (path: string, query: Record<string, string> | [string, string][] = {}) =>
  client.call("GET", `${path}?${new URLSearchParams(query)}`);

describe("a filter", () => {
  it("is read as `filter[]`, `filter` and `filter[n]`, encoded or not", async () => {
    for (const [path, filter] of lists()) {
      expect(rowsOf(await get(path))).not.toEqual([]);
      for (const name of ["filter[]", "filter", "filter[0]", "filter[7]", "filter%5B0%5D", "filter%5B%5D"]) {
        const answer = await client.call("GET", `${path}?${name}=${filter}`);
        expect([path, name, answer.status, rowsOf(answer)]).toEqual([path, name, 200, []]);
      }
    }
  });

  it("is combined with all other filters, in every spelling", async () => {
    const { identifiers } = (await get("/v2/identifiers")).body;
    const filters = [`userID:eq:${user.userID}`, `identifierValue:eq:${identifiers[0].value}`];
    const both: [string, string][] = [
      ["filter[0]", filters[0]!],
      ["filter[]", filters[1]!],
    ];
    expect(rowsOf(await get("/v2/identifiers", both))).toHaveLength(1);
    for (const name of ["filter[1]", "filter"]) {
      const none = await get("/v2/identifiers", [...both, [name, "identifierType:eq:phone"]]);
      expect(rowsOf(none)).toEqual([]);
    }
  });

  it("in any other spelling is refused, because ignoring it would answer with all rows", async () => {
    const names = [
      ...[
        "filter[foo]",
        "filter[0][]",
        "filter[0][userID]",
        "filter[-1]",
        "filter[",
        "filter.0",
        "filter%5B0%5D",
      ],
      ...[
        "filters",
        "filters[]",
        "Filter[]",
        "FILTER",
        " filter[]",
        "$filter",
        "filter_by",
        "search",
        "where",
        "q",
      ],
      ...[
        "userID",
        "user_id",
        "userIDs",
        "foreignID[eq]",
        "status",
        "Email",
        "searchValue",
        "identifierValue[]",
      ],
    ];
    for (const [path, filter] of lists()) {
      for (const name of names) {
        const answer = await get(path, { [name]: filter });
        const { status, body } = answer;
        expect([path, name, status, body.error?.type, messagesOf(answer)]).toEqual([
          path,
          name,
          400,
          "validation_error",
          [`${name}: must be in a valid format`],
        ]);
        expect(body.error.details).toBe("Send filters as filter[]=column:operator:value.");
      }
      for (const empty of ["filter[]=", "filter[0]=", "filter="]) {
        const answer = await client.call("GET", `${path}?${empty}`);
        expect([answer.status, messagesOf(answer)]).toEqual([400, ["filter: must be in a valid format"]]);
      }
    }
  });

  it("is not confused with the other parameters that clients send", async () => {
    for (const [path] of lists()) {
      const query = { remoteAddress: "203.0.113.7", userAgent: "Mozilla", sort: "", page: "", _: "17" };
      expect((await get(path, query)).status).toBe(200);
    }
  });
});

/** Each member that a list shows, with the filter and sort column behind it. */
const shownMembers: [string, Record<string, string>][] = [
  [
    "/v2/users",
    { userID: "id", fullName: "fullName", created: "created", updated: "updated", status: "status" },
  ],
  [
    "/v1/users",
    {
      ID: "id",
      name: "name",
      fullName: "fullName",
      created: "created",
      updated: "updated",
      status: "status",
    },
  ],
  [
    "/v2/identifiers",
    { userID: "userID", type: "identifierType", value: "identifierValue", status: "status" },
  ],
  [
    "/v2/socialAccounts",
    {
      providerType: "providerType",
      foreignID: "foreignID",
      userID: "userID",
      identifierValue: "identifierValue",
    },
  ],
];

describe("the shown value", () => {
  let own: Client;
  beforeAll(async () => {
    own = await aClient({ settings: { requestsPerMinute: 1_000_000 } });
    const post = async (path: string, body: object) => (await own.call("POST", path, { body })).body;
    await post("/v1/users", { name: "mail@exammple.com", fullName: "Mail Example", email: someone() });
    await post("/v1/users", { name: "without a full name" });
    await createUser(aContext(own.project), { name: "Ned Native", identifiers: [] });
    await createUser(aContext(own.project), { name: null, identifiers: [] });
    for (const status of ["pending", "active", "disabled"]) {
      const { userID } = await post("/v2/users", { fullName: `User ${status}`, status });
      const path = `/v2/users/${userID}`;
      for (const [identifierType, identifierValue] of [
        ["email", `Jane.${status}@Bücher.Example`],
        ["email", `Ｊane-${status}@EXAMPLE.org`],
        ["username", `User_${status}`],
      ]) {
        await post(`${path}/identifiers`, { identifierType, identifierValue, status: "pending" });
      }
      await post(`${path}/identifiers`, anIdentifier({ status: "verified" }));
      await post(`${path}/identifiers`, anIdentifier());
      const providerType = { pending: "google", active: "github", disabled: "microsoft" }[status];
      await post(
        `${path}/socialAccounts`,
        seedBody({ providerType, identifierValue: `${status}@Example.COM` }),
      );
    }
  });
  const list = async (path: string, query: Record<string, string>) => {
    const answer = await own.call("GET", `${path}?${new URLSearchParams({ pageSize: "100", ...query })}`);
    expect([query, answer.status]).toEqual([query, 200]);
    return rowsOf(answer);
  };

  it("is found by a filter", async () => {
    for (const [path, members] of shownMembers) {
      const all = await list(path, {});
      for (const [member, column] of Object.entries(members)) {
        for (const shown of new Set(all.map((row) => row[member] ?? ""))) {
          const found = await list(path, { "filter[]": `${column}:eq:${shown}` });
          expect([path, column, shown, found]).toEqual([
            path,
            column,
            shown,
            all.filter((row) => (row[member] ?? "") === shown),
          ]);
        }
      }
    }
  });

  it("decides the order, and what is above or below", async () => {
    const lower = (text: string | undefined) => (text ?? "").toLowerCase();
    for (const [path, members] of shownMembers) {
      const all = await list(path, {});
      for (const [member, column] of Object.entries(members)) {
        // Other columns sort by the database's collation.
        const isOrdered = ["created", "updated", "status", "identifierType", "providerType"].includes(column);
        for (const shown of new Set(all.map((row) => row[member] ?? ""))) {
          const above = await list(path, { "filter[]": `${column}:gt:${shown}` });
          const below = await list(path, { "filter[]": `${column}:lt:${shown}` });
          const others = all.filter((row) => lower(row[member]) !== lower(shown));
          expect([column, shown, above.length + below.length]).toEqual([column, shown, others.length]);
          if (!isOrdered) continue;
          expect(above).toEqual(all.filter((row) => row[member] > shown));
          expect(below).toEqual(all.filter((row) => row[member] < shown));
        }
        if (path === "/v2/identifiers" && column === "status") continue;
        const ascending = await list(path, { sort: `${column}:asc` });
        const values = ascending.map((row) => lower(row[member]));
        if (isOrdered) expect(values).toEqual(values.toSorted());
        // Equal values are next to each other.
        const changes = values.filter((value, i) => i > 0 && value !== values[i - 1]).length;
        expect([path, column, changes]).toEqual([path, column, new Set(values).size - 1]);
      }
    }
  });

  it("is found by the vendor's own example: the login name, in v1 and v2", async () => {
    const filter = { "filter[]": "name:eq:mail@exammple.com" };
    expect(await list("/v1/users", filter)).toMatchObject([{ name: "mail@exammple.com" }]);
    expect(await list("/v2/users", filter)).toMatchObject([{ fullName: "Mail Example" }]);
    expect(await list("/v1/users", { "filter[]": "name:eq:Mail Example" })).toEqual([]);
  });

  it("is searched", async () => {
    const found = async (path: string, text: string) =>
      (await list(path, { "filter[]": `searchValue:eq:${text}` })).map(({ fullName }) => fullName);
    for (const path of ["/v1/users", "/v2/users"]) {
      expect(await found(path, "EXAMMPLE")).toEqual(["Mail Example"]);
      expect(await found(path, "mail ex")).toEqual(["Mail Example"]);
      expect(await found(path, "active@bücher")).toEqual(["User active"]);
      expect(await found(path, "ｊane-ACTIVE")).toEqual(["User active"]);
      expect(await found(path, "jane-active")).toEqual(["User active"]);
      expect(await found(path, "ned nat")).toEqual(["Ned Native"]);
    }
    const above = await own.call("GET", "/v2/users?filter[]=searchValue:gt:a");
    expect(messagesOf(above)).toEqual(["filter: must be in a valid format"]);
  });

  it("of an identifier is the one that was sent, in v1 as in v2", async () => {
    const [row] = await list("/v1/users", { "filter[]": "fullName:eq:User active" });
    const emails = row.emails.map(({ email }: Body) => email);
    expect(emails).toContain("Jane.active@Bücher.Example");
    expect(emails).toContain("Ｊane-active@EXAMPLE.org");
  });

  it("of a time is compared in milliseconds where the filter has a fraction", async () => {
    const [row] = await list("/v2/users", { sort: "created:desc", pageSize: "1" });
    const created = new Date(row.createdMS).toISOString();
    expect(await list("/v2/users", { "filter[]": `created:eq:${created}` })).toEqual([row]);
    expect(await list("/v2/users", { "filter[]": `created:gt:${created}` })).toEqual([]);
    const ids = await list("/v2/users", { "filter[]": `id:eq:${digitsOf(row.userID)}` });
    expect(ids).toEqual([row]);
  });
});
