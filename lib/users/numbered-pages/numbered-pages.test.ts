import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { findIdentifierByNumber, findUserByNumber, pageOfUsers, type User, updateUser } from "..";
import { aUser } from "../testing";

useTestDatabase();

let ctx: Ctx;
let users: User[];
beforeAll(async () => {
  ctx = aContext(await aProject());
  users = [];
  for (const name of ["Anna", "Bert", "Cora", "Dora", "Emil"]) {
    const identifiers = [{ identifier: { email: `${name}@example.com` }, isAsserted: true }];
    users.push(await aUser(ctx, { name, identifiers }));
  }
  await aUser(aContext(await aProject()), { name: "Fred" });
});

const firstPage = { conditions: [], order: null, page: 1, pageSize: 10 };
const totalAndNames = async (request: Partial<Parameters<typeof pageOfUsers>[1]>) => {
  const { rows, total } = await pageOfUsers(ctx, { ...firstPage, ...request });
  return [total, ...rows.map(({ name }) => name)];
};

describe("a page of users", () => {
  it("lists the newest first, or follows the requested order, and counts all rows", async () => {
    expect(await totalAndNames({ pageSize: 2 })).toEqual([5, "Emil", "Dora"]);
    expect(await totalAndNames({ pageSize: 2, page: 3 })).toEqual([5, "Anna"]);
    expect(await totalAndNames({ pageSize: 2, page: 4 })).toEqual([5]);
    const order = { column: "name", descending: false } as const;
    expect(await totalAndNames({ order, pageSize: 3 })).toEqual([5, "Anna", "Bert", "Cora"]);
  });

  it("meets every condition", async () => {
    const above = { column: "name", operator: "above", values: ["Bert"] } as const;
    const from = { column: "name", operator: "from", values: ["Bert"] } as const;
    const below = { column: "name", operator: "below", values: ["Emil"] } as const;
    expect(await totalAndNames({ conditions: [above, below] })).toEqual([2, "Dora", "Cora"]);
    expect(await totalAndNames({ conditions: [from, below] })).toEqual([3, "Dora", "Cora", "Bert"]);
    const noValue = { column: "name", operator: "is", values: [] } as const;
    expect(await totalAndNames({ conditions: [noValue] })).toEqual([0]);
    const search = { column: "anyText", operator: "contains", values: ["CORA@ex"] } as const;
    expect(await totalAndNames({ conditions: [search] })).toEqual([1, "Cora"]);
    const since = { column: "createdAt", operator: "above", values: [users[3]!.createdAt] } as const;
    expect((await totalAndNames({ conditions: [since] }))[0]).toBeLessThanOrEqual(1);
  });

  it("meets at least one condition of an `anyOf`, and is empty if there are none", async () => {
    const anna = { column: "name", operator: "is", values: ["Anna"] } as const;
    const dora = {
      column: { ofAnyIdentifier: "normalized" },
      operator: "is",
      values: ["dora@example.com"],
    } as const;
    expect(await totalAndNames({ conditions: [{ anyOf: [anna, dora] }] })).toEqual([2, "Dora", "Anna"]);
    expect(await totalAndNames({ conditions: [{ anyOf: [] }] })).toEqual([0]);
  });

  it("filters and sorts by the text that a dialect shows", async () => {
    await updateUser(ctx, { userId: users[1]!.id, wireContext: { vendor: { mood: "sad" } } });
    const mood = { firstOf: [{ wire: ["vendor", "mood"] }, { text: "happy" }] } as const;
    const sad = { column: mood, operator: "is", values: ["sad"] } as const;
    expect(await totalAndNames({ conditions: [sad] })).toEqual([1, "Bert"]);
    expect(await totalAndNames({ order: { column: mood, descending: true }, pageSize: 1 })).toEqual([
      5,
      "Bert",
    ]);
    const moodOrName = { firstOf: [{ wire: ["vendor", "mood"] }, "name"], ignoreCase: true } as const;
    const cora = { column: moodOrName, operator: "is", values: ["SAD", "cORA", "Bert"] } as const;
    expect(await totalAndNames({ conditions: [cora] })).toEqual([2, "Cora", "Bert"]);
  });
});

describe("a user's wire context", () => {
  it("has one member per dialect, and changing one keeps the others", async () => {
    const user = await aUser(ctx, { wireContext: { one: { a: 1 } } });
    const changed = await updateUser(ctx, { userId: user.id, wireContext: { two: { b: 2 } } });
    expect(changed).toMatchObject({ ok: true, value: { wireContext: { one: { a: 1 }, two: { b: 2 } } } });
    const same = await updateUser(ctx, { userId: user.id, wireContext: { one: { a: 1 } } });
    expect(same).toEqual(changed);
  });
});

describe("a number", () => {
  it("finds users and identifiers of its own project only", async () => {
    const user = users[0]!;
    const { identifiers, socialAccounts, ...row } = user;
    expect(await findUserByNumber(ctx, user.number)).toMatchObject({ ok: true, value: { id: row.id } });
    const otherProject = aContext(await aProject());
    const notFound = { ok: false, refusal: { code: "user_not_found" } };
    expect(await findUserByNumber(otherProject, user.number)).toEqual(notFound);
    expect(await findUserByNumber(ctx, user.number + 1n)).toEqual(notFound);
    const [identifier] = identifiers;
    const find = (userId: string) => findIdentifierByNumber(ctx, userId, identifier!.number);
    expect(await find(user.id)).toMatchObject({ ok: true, value: { id: identifier!.id } });
    expect(await find(users[1]!.id)).toEqual({ ok: false, refusal: { code: "identifier_not_found" } });
  });
});
