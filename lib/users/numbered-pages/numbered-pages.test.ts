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

const first = { conditions: [], order: null, page: 1, pageSize: 10 };
const namesOf = async (request: Partial<Parameters<typeof pageOfUsers>[1]>) => {
  const { rows, total } = await pageOfUsers(ctx, { ...first, ...request });
  return [total, ...rows.map(({ name }) => name)];
};

describe("pages by number", () => {
  it("are newest first, or in the order asked for, and count everything", async () => {
    expect(await namesOf({ pageSize: 2 })).toEqual([5, "Emil", "Dora"]);
    expect(await namesOf({ pageSize: 2, page: 3 })).toEqual([5, "Anna"]);
    expect(await namesOf({ pageSize: 2, page: 4 })).toEqual([5]);
    const order = { column: "name", descending: false } as const;
    expect(await namesOf({ order, pageSize: 3 })).toEqual([5, "Anna", "Bert", "Cora"]);
  });

  it("hold all conditions", async () => {
    const above = { column: "name", operator: "above", values: ["Bert"] } as const;
    const below = { column: "name", operator: "below", values: ["Emil"] } as const;
    expect(await namesOf({ conditions: [above, below] })).toEqual([2, "Dora", "Cora"]);
    const nobody = { column: "name", operator: "is", values: [] } as const;
    expect(await namesOf({ conditions: [nobody] })).toEqual([0]);
    const found = { column: "anyText", operator: "contains", values: ["CORA@ex"] } as const;
    expect(await namesOf({ conditions: [found] })).toEqual([1, "Cora"]);
    const since = { column: "createdAt", operator: "above", values: [users[3]!.createdAt] } as const;
    expect((await namesOf({ conditions: [since] }))[0]).toBeLessThanOrEqual(1);
  });

  it("know what dialects keep, and what it counts as where it is absent", async () => {
    await updateUser(ctx, { userId: users[1]!.id, wireContext: { vendor: { mood: "sad" } } });
    const column = { wire: ["vendor", "mood"], otherwise: "happy" };
    const sad = { column, operator: "is", values: ["sad"] } as const;
    expect(await namesOf({ conditions: [sad] })).toEqual([1, "Bert"]);
    expect(await namesOf({ order: { column, descending: true }, pageSize: 1 })).toEqual([5, "Bert"]);
  });
});

describe("what dialects keep with a user", () => {
  it("has one member for each, and none touches another's", async () => {
    const user = await aUser(ctx, { wireContext: { one: { a: 1 } } });
    const changed = await updateUser(ctx, { userId: user.id, wireContext: { two: { b: 2 } } });
    expect(changed).toMatchObject({ ok: true, value: { wireContext: { one: { a: 1 }, two: { b: 2 } } } });
    const same = await updateUser(ctx, { userId: user.id, wireContext: { one: { a: 1 } } });
    expect(same).toEqual(changed);
  });
});

describe("a number", () => {
  it("finds the user and the identifier of this project alone", async () => {
    const user = users[0]!;
    const { identifiers, socialAccounts, ...row } = user;
    expect(await findUserByNumber(ctx, user.number)).toMatchObject({ ok: true, value: { id: row.id } });
    const foreign = aContext(await aProject());
    const missing = { ok: false, refusal: { code: "user_not_found" } };
    expect(await findUserByNumber(foreign, user.number)).toEqual(missing);
    expect(await findUserByNumber(ctx, user.number + 1n)).toEqual(missing);
    const [held] = identifiers;
    const find = (userId: string) => findIdentifierByNumber(ctx, userId, held!.number);
    expect(await find(user.id)).toMatchObject({ ok: true, value: { id: held!.id } });
    expect(await find(users[1]!.id)).toEqual({ ok: false, refusal: { code: "identifier_not_found" } });
  });
});
