import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { newId } from "@/lib/id";
import {
  addIdentifier,
  createUser,
  deleteUser,
  findIdentifier,
  findUser,
  listIdentifiers,
  listUsers,
  makePrimary,
  removeIdentifier,
  type UserIdentifier,
  updateUser,
} from ".";
import { aUser } from "./testing";

useTestDatabase();

const times = <T>(count: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)));

function tally(results: { ok: boolean; refusal?: { code: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const r of results) {
    const name = r.ok ? "ok" : r.refusal!.code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const aCtx = async (): Promise<Ctx> => aContext(await aProject());
const mail = (email: string, isAsserted = false) => ({ identifier: { email }, isAsserted });
const call = (phone: string, isAsserted = false) => ({ identifier: { phone }, isAsserted });

async function add(ctx: Ctx, userId: string, email: string, isAsserted = false) {
  const added = await addIdentifier(ctx, { userId, ...mail(email, isAsserted) });
  if (!added.ok) throw new Error(added.refusal.code);
  return added.value;
}

async function eventsOf(ctx: Ctx) {
  const events = await listEvents(ctx.project.id, { limit: 1000 });
  return events.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

async function primaries(ctx: Ctx, userId: string): Promise<string[]> {
  const found = await findUser(ctx, userId);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value.identifiers.filter((i) => i.isPrimary).map((i) => i.value);
}

describe("creating", () => {
  it("keeps the order of identifiers; the first of each type is primary, and an asserted one has a date", async () => {
    const ctx = await aCtx();
    const given = [mail("z@example.com"), call("+4915112345678", true), mail("a@example.com", true)];
    const user = await aUser(ctx, { name: "Jane", externalId: "crm-7", identifiers: given });
    expect(user.identifiers.map((i) => [i.value, i.isPrimary, i.evidence, i.verifiedAt !== null])).toEqual([
      ["z@example.com", true, null, false],
      ["+4915112345678", true, "asserted", true],
      ["a@example.com", false, "asserted", true],
    ]);
    expect(await findUser(ctx, user.id)).toEqual({ ok: true, value: user });
  });

  it("records one event, without a full address", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { identifiers: [mail("jane.doe@example.com")] });
    const [event] = await eventsOf(ctx);
    const recipient = "j•••@example.com";
    expect(event).toMatchObject({
      type: "user.created",
      data: { userId: user.id, identifiers: [{ recipient }] },
    });
    expect(event).toMatchObject({ actor: expect.stringMatching(/^key:/), requestId: "req_test" });
    expect(JSON.stringify(event)).not.toContain("jane");
  });

  it("is all or nothing", async () => {
    const ctx = await aCtx();
    await aUser(ctx, { identifiers: [mail("taken@example.com", true)] });
    const cases = [
      [[mail("ok@example.com"), mail("not an address")], "email_invalid"],
      [[mail("ok@example.com"), call("+491")], "phone_invalid"],
      [[mail("ok@example.com"), mail(" OK@Example.com ")], "identifier_exists"],
      [[mail("ok@example.com"), mail("taken@example.com", true)], "identifier_taken"],
    ] as const;
    for (const [identifiers, code] of cases) {
      expect(await createUser(ctx, { identifiers })).toMatchObject({ ok: false, refusal: { code } });
    }
    expect(await listUsers(ctx, { limit: 10 })).toHaveLength(1);
    expect(await eventsOf(ctx)).toHaveLength(1);
  });

  it("of 20 parallel creations with one external id, one succeeds", async () => {
    const ctx = await aCtx();
    const results = await times(20, () => createUser(ctx, { externalId: "crm-1", identifiers: [] }));
    expect(tally(results)).toEqual({ ok: 1, external_id_taken: 19 });
    expect(await eventsOf(ctx)).toHaveLength(1);
  });

  it("another project can use the same external id and address", async () => {
    for (const ctx of [await aCtx(), await aCtx()]) {
      await aUser(ctx, { externalId: "crm-1", identifiers: [mail("jane@example.com", true)] });
    }
  });

  it("parallel users with the same addresses in opposite order never deadlock, and one gets them", async () => {
    const ctx = await aCtx();
    const both = [mail("a@example.com", true), mail("b@example.com", true)];
    const results = await times(30, (i) =>
      createUser(ctx, { identifiers: i % 2 ? both : both.toReversed() }),
    );
    expect(tally(results)).toEqual({ ok: 1, identifier_taken: 29 });
  });
});

describe("adding an identifier", () => {
  it("of 20 users with one asserted address in parallel, one gets it; unverified duplicates are possible", async () => {
    const ctx = await aCtx();
    const users = await times(20, () => aUser(ctx));
    const asserted = await times(20, (i) =>
      addIdentifier(ctx, { userId: users[i]!.id, ...mail("jane@example.com", true) }),
    );
    expect(tally(asserted)).toEqual({ ok: 1, identifier_taken: 19 });
    const others = users.filter((_, i) => !asserted[i]!.ok);
    for (const { id } of others)
      expect(await add(ctx, id, "JANE@example.com")).toMatchObject({ verifiedAt: null });
    expect(await listUsers(ctx, { identifier: { email: "jane@example.com" }, limit: 100 })).toHaveLength(20);
  });

  it("20 parallel additions of one address to one user: one is added, the others exist", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx);
    const results = await times(20, () =>
      addIdentifier(ctx, { userId: user.id, ...mail("jane@example.com") }),
    );
    expect(tally(results)).toEqual({ ok: 1, identifier_exists: 19 });
    expect((await eventsOf(ctx)).map((e) => e.type)).toEqual(["user.created", "identifier.added"]);
  });

  it("20 parallel additions of different addresses: exactly one becomes primary", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx);
    await times(20, (i) => add(ctx, user.id, `jane${i}@example.com`));
    expect(await primaries(ctx, user.id)).toHaveLength(1);
  });

  it("is refused as the user's own if they have it, even if nobody else could have it", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { identifiers: [mail("jane@example.com", true)] });
    const added = await addIdentifier(ctx, { userId: user.id, ...mail("jane@example.com", true) });
    expect(added).toEqual({ ok: false, refusal: { code: "identifier_exists" } });
  });

  it("is refused for a user of another project, and for a malformed address", async () => {
    const ctx = await aCtx();
    const foreign = await aUser(await aCtx());
    const cases = [
      [foreign.id, mail("jane@example.com"), "user_not_found"],
      [newId(), mail("jane@example.com"), "user_not_found"],
      [foreign.id, mail('"jane doe"@example.com'), "email_invalid"],
      [foreign.id, call("+49000"), "phone_invalid"],
    ] as const;
    for (const [userId, given, code] of cases) {
      expect(await addIdentifier(ctx, { userId, ...given })).toMatchObject({ ok: false, refusal: { code } });
    }
  });
});

describe("the primary identifier", () => {
  it("changes on request, once", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { identifiers: [mail("a@example.com"), call("+4915112345678")] });
    const second = await add(ctx, user.id, "b@example.com");
    for (let i = 0; i < 2; i++) {
      const made = await makePrimary(ctx, { userId: user.id, identifierId: second.id });
      expect(made).toMatchObject({ ok: true, value: { isPrimary: true } });
    }
    expect(await primaries(ctx, user.id)).toEqual(["+4915112345678", "b@example.com"]);
    expect((await eventsOf(ctx)).filter((e) => e.type === "identifier.made_primary")).toHaveLength(1);
  });

  it("is replaced when removed: by the oldest verified one, or else the oldest", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { identifiers: [mail("a@example.com")] });
    await add(ctx, user.id, "b@example.com");
    const c = await add(ctx, user.id, "c@example.com", true);
    await add(ctx, user.id, "d@example.com", true);
    const a = user.identifiers[0]!;
    expect(await removeIdentifier(ctx, { userId: user.id, identifierId: a.id })).toEqual({
      ok: true,
      value: a,
    });
    expect(await primaries(ctx, user.id)).toEqual(["c@example.com"]);
    await removeIdentifier(ctx, { userId: user.id, identifierId: c.id });
    expect(await primaries(ctx, user.id)).toEqual(["d@example.com"]);
    const found = await findUser(ctx, user.id);
    const d = found.ok && found.value.identifiers.find((i) => i.isPrimary)!;
    await removeIdentifier(ctx, { userId: user.id, identifierId: d ? d.id : "" });
    expect(await primaries(ctx, user.id)).toEqual(["b@example.com"]);
  });

  it("stays unique under parallel changes, additions and removals, without a deadlock", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx);
    const held: UserIdentifier[] = [];
    for (let i = 0; i < 10; i++) held.push(await add(ctx, user.id, `a${i}@example.com`));
    await times(60, async (i): Promise<unknown> => {
      const place = { userId: user.id, identifierId: held[i % 10]!.id };
      if (i % 3 === 0) return makePrimary(ctx, place);
      return i % 3 === 1
        ? add(ctx, user.id, `b${i}@example.com`)
        : i < 12
          ? removeIdentifier(ctx, place)
          : null;
    });
    expect(await primaries(ctx, user.id)).toHaveLength(1);
  });

  it("is not found under another user or project", async () => {
    const ctx = await aCtx();
    const jane = await aUser(ctx, { identifiers: [mail("jane@example.com")] });
    const joe = await aUser(ctx);
    const identifierId = jane.identifiers[0]!.id;
    const missing = { ok: false, refusal: { code: "identifier_not_found" } };
    expect(await makePrimary(ctx, { userId: joe.id, identifierId })).toEqual(missing);
    expect(await removeIdentifier(ctx, { userId: joe.id, identifierId })).toEqual(missing);
    expect(await findIdentifier(ctx, joe.id, identifierId)).toEqual(missing);
    const foreign = await aCtx();
    const noUser = { ok: false, refusal: { code: "user_not_found" } };
    expect(await makePrimary(foreign, { userId: jane.id, identifierId })).toEqual(noUser);
    expect(await removeIdentifier(foreign, { userId: jane.id, identifierId })).toEqual(noUser);
    expect(await findIdentifier(foreign, jane.id, identifierId)).toEqual(noUser);
    expect(await listIdentifiers(foreign, jane.id, { limit: 10 })).toEqual(noUser);
  });
});

describe("changing and deleting", () => {
  it("changes the given members, clears with null, and records their names but not their values", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { name: "Jane", externalId: "crm-1" });
    const updated = await updateUser(ctx, { userId: user.id, name: "Joan", externalId: "crm-1" });
    expect(updated).toMatchObject({ ok: true, value: { name: "Joan", externalId: "crm-1" } });
    await updateUser(ctx, { userId: user.id, name: "Joan" });
    const cleared = await updateUser(ctx, { userId: user.id, externalId: null });
    expect(cleared).toMatchObject({ ok: true, value: { name: "Joan", externalId: null } });
    const changes = (await eventsOf(ctx)).filter((e) => e.type === "user.updated").map((e) => e.data);
    expect(changes).toEqual([
      { userId: user.id, members: ["name"] },
      { userId: user.id, members: ["externalId"] },
    ]);
  });

  it("of 20 users who get one external id in parallel, one keeps it", async () => {
    const ctx = await aCtx();
    const users = await times(20, () => aUser(ctx));
    const results = await times(20, (i) => updateUser(ctx, { userId: users[i]!.id, externalId: "crm-9" }));
    expect(tally(results)).toEqual({ ok: 1, external_id_taken: 19 });
  });

  it("deletes a user with its identifiers, once, and frees the address", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { identifiers: [mail("jane@example.com", true)] });
    const results = await times(10, () => deleteUser(ctx, user.id));
    expect(tally(results)).toEqual({ ok: 1, user_not_found: 9 });
    expect(results.find((r) => r.ok)).toEqual({ ok: true, value: user });
    expect(await findUser(ctx, user.id)).toMatchObject({ refusal: { code: "user_not_found" } });
    await aUser(ctx, { identifiers: [mail("jane@example.com", true)] });
  });

  it("another project changes and deletes nothing", async () => {
    const ctx = await aCtx();
    const user = await aUser(ctx, { name: "Jane" });
    const foreign = await aCtx();
    const missing = { ok: false, refusal: { code: "user_not_found" } };
    expect(await updateUser(foreign, { userId: user.id, name: "Eve" })).toEqual(missing);
    expect(await deleteUser(foreign, user.id)).toEqual(missing);
    expect(await findUser(foreign, user.id)).toEqual(missing);
    expect(await findUser(ctx, user.id)).toEqual({ ok: true, value: user });
  });
});

describe("listing", () => {
  it("filters by external id, address and number, newest first", async () => {
    const ctx = await aCtx();
    const jane = await aUser(ctx, { externalId: "crm-1", identifiers: [mail("Jane@Example.com")] });
    const joe = await aUser(ctx, { identifiers: [mail("jane@example.com"), call("+4915112345678")] });
    const ids = async (filter: object) =>
      (await listUsers(ctx, { limit: 10, ...filter })).map(({ id }) => id);
    expect(await ids({})).toEqual([joe.id, jane.id]);
    expect(await ids({ externalId: "crm-1" })).toEqual([jane.id]);
    expect(await ids({ identifier: { phone: "+49 151 12345678" } })).toEqual([joe.id]);
    expect((await ids({ identifier: { email: "JANE@EXAMPLE.COM" } })).sort()).toEqual(
      [jane.id, joe.id].sort(),
    );
    expect(await ids({ identifier: { email: "nobody" } })).toEqual([]);
    expect(await listUsers(await aCtx(), { limit: 10 })).toEqual([]);
  });
});
