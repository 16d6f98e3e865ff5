import { describe, expect, it } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import {
  assignIdentifier,
  findOrCreateHolder,
  findUser,
  identifierStatusOf,
  parseEmail,
  setIdentifierStatus,
} from "..";
import { addIdentifier } from "../add-identifier";
import { aUser } from "../testing";
import type { UserIdentifier } from "../user";

useTestDatabase();

const aCtx = async () => aContext(await aProject());

const mail = (value: string) => ({ type: "email" as const, value, normalized: value.toLowerCase() });
const times = <T>(count: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)));

async function statusesOf(ctx: Awaited<ReturnType<typeof aCtx>>, userId: string) {
  const user = await findUser(ctx, userId);
  return user.ok
    ? user.value.identifiers.map((held) => `${held.value} ${identifierStatusOf(held)}`).sort()
    : [];
}

describe("an identifier given with a status", () => {
  it("has exactly that status, with asserted evidence if it is verified", async () => {
    const ctx = await aCtx();
    const { id: userId } = await aUser(ctx);
    for (const status of ["unverified", "verified", "primary"] as const) {
      const given = await assignIdentifier(ctx, { userId, identifier: mail(`${status}@x.test`), status });
      const evidence = status === "unverified" ? null : "asserted";
      expect(given).toMatchObject({ ok: true, value: { evidence, isPrimary: status === "primary" } });
    }
    expect(await statusesOf(ctx, userId)).toEqual([
      "primary@x.test primary",
      "unverified@x.test unverified",
      "verified@x.test verified",
    ]);
  });

  it("can be a username, and keeps its dialect's data", async () => {
    const ctx = await aCtx();
    const { id: userId } = await aUser(ctx);
    const identifier = { type: "username" as const, value: "Jane", normalized: "jane" };
    const wireContext = { vendor: { a: 1 } };
    const given = await assignIdentifier(ctx, { userId, identifier, status: "primary", wireContext });
    expect(given).toMatchObject({ ok: true, value: { type: "username", value: "Jane", wireContext } });
  });

  it("is refused if another user has it verified, and a second time", async () => {
    const ctx = await aCtx();
    const [jane, joe] = [await aUser(ctx), await aUser(ctx)];
    const identifier = mail("jane@x.test");
    const give = (userId: string) => assignIdentifier(ctx, { userId, identifier, status: "unverified" });
    expect(await give(jane.id)).toMatchObject({ ok: true });
    expect(await give(jane.id)).toEqual({ ok: false, refusal: { code: "identifier_exists" } });
    expect(await give(joe.id)).toMatchObject({ ok: true });
    const [first] = (await findUser(ctx, jane.id)).ok ? await heldBy(ctx, jane.id) : [];
    await setIdentifierStatus(ctx, { userId: jane.id, identifierId: first!.id, status: "verified" });
    const third = await aUser(ctx);
    expect(await give(third.id)).toEqual({ ok: false, refusal: { code: "identifier_taken" } });
    const [second] = await heldBy(ctx, joe.id);
    const risen = await setIdentifierStatus(ctx, {
      userId: joe.id,
      identifierId: second!.id,
      status: "primary",
    });
    expect(risen).toEqual({ ok: false, refusal: { code: "identifier_taken" } });
    const foreign = await aCtx();
    const identifierId = second!.id;
    expect(await setIdentifierStatus(foreign, { userId: joe.id, identifierId, status: "verified" })).toEqual({
      ok: false,
      refusal: { code: "user_not_found" },
    });
  });
});

async function heldBy(ctx: Awaited<ReturnType<typeof aCtx>>, userId: string): Promise<UserIdentifier[]> {
  const user = await findUser(ctx, userId);
  return user.ok ? user.value.identifiers : [];
}

describe("a status", () => {
  it("can be raised and lowered, and each change is recorded once", async () => {
    const ctx = await aCtx();
    const { id: userId } = await aUser(ctx);
    const given = await assignIdentifier(ctx, { userId, identifier: mail("a@x.test"), status: "primary" });
    if (!given.ok) throw new Error(given.refusal.code);
    const identifierId = given.value.id;
    const set = (status: "unverified" | "verified" | "primary") =>
      setIdentifierStatus(ctx, { userId, identifierId, status });
    for (const status of ["unverified", "primary", "primary", "verified", "unverified"] as const) {
      const changed = await set(status);
      expect(changed.ok && identifierStatusOf(changed.value)).toBe(status);
    }
    const events = await listEvents(ctx.project.id, { limit: 50 });
    const changes = events.filter(({ type }) => type === "identifier.status_changed");
    expect(changes.map(({ data }) => data.status)).toEqual([
      "unverified",
      "verified",
      "primary",
      "unverified",
    ]);
  });

  it("of ten identifiers that become primary in parallel, one stays primary", async () => {
    const ctx = await aCtx();
    const { id: userId } = await aUser(ctx);
    for (let i = 0; i < 10; i++) {
      const identifier = { email: `n${i}@example.com` };
      await addIdentifier(ctx, { userId, identifier, isAsserted: false });
    }
    const all = await heldBy(ctx, userId);
    const results = await Promise.all(
      all.map(({ id }) => setIdentifierStatus(ctx, { userId, identifierId: id, status: "primary" })),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect((await heldBy(ctx, userId)).filter(({ isPrimary }) => isPrimary)).toHaveLength(1);
  });
});

describe("the holder of an address", () => {
  it("is the user who has it verified, or else the first one", async () => {
    const ctx = await aCtx();
    const [jane, joe] = [await aUser(ctx), await aUser(ctx)];
    const email = "jane@example.com";
    const parsed = parseEmail(email);
    if (!parsed.ok) throw new Error(parsed.refusal.code);
    const find = () => findOrCreateHolder(ctx, { identifier: parsed.value, create: false, name: null });
    expect(await find()).toEqual({ ok: false, refusal: { code: "user_not_found" } });
    await addIdentifier(ctx, { userId: jane.id, identifier: { email }, isAsserted: false });
    await addIdentifier(ctx, { userId: joe.id, identifier: { email }, isAsserted: false });
    expect(await find()).toEqual({ ok: true, value: jane.id });
    const [held] = await heldBy(ctx, joe.id);
    await setIdentifierStatus(ctx, { userId: joe.id, identifierId: held!.id, status: "verified" });
    expect(await find()).toEqual({ ok: true, value: joe.id });
  });

  it("is created unverified by one of twenty parallel calls", async () => {
    const ctx = await aCtx();
    const parsed = parseEmail("new@example.com");
    if (!parsed.ok) throw new Error(parsed.refusal.code);
    const made = await times(20, () =>
      findOrCreateHolder(ctx, { identifier: parsed.value, create: true, name: "New" }),
    );
    expect(new Set(made.map((result) => result.ok && result.value)).size).toBe(1);
    const [first] = made;
    expect(first!.ok && (await statusesOf(ctx, first!.value))).toEqual(["new@example.com unverified"]);
  });
});
