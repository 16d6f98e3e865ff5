import { describe, expect, it } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { newId } from "@/lib/id";
import {
  addSocialAccount,
  type CreateUser,
  createUser,
  findAccountHolder,
  findUser,
  listUsers,
  parseEmail,
  removeUnlessLast,
  replacePrimary,
} from ".";

useTestDatabase();

const aCtx = async () => aContext(await aProject());
const mail = (email: string, isAsserted = false) => ({ identifier: { email }, isAsserted });

async function made(
  ctx: Awaited<ReturnType<typeof aCtx>>,
  ...identifiers: CreateUser["identifiers"][number][]
) {
  const created = await createUser(ctx, { identifiers });
  if (!created.ok) throw new Error(created.refusal.code);
  return created.value.id;
}

describe("creating a user with unique identifiers", () => {
  it("refuses an identifier that another user has, even unverified and in any notation", async () => {
    const ctx = await aCtx();
    await made(ctx, mail("jane@example.com"));
    const again = await createUser(ctx, { identifiers: [mail("JANE@example.com")], areUnique: true });
    expect(again).toEqual({ ok: false, refusal: { code: "identifier_taken" } });
    expect(await createUser(ctx, { identifiers: [mail("joe@example.com")], areUnique: true })).toMatchObject({
      ok: true,
    });
  });

  it("in parallel creates one, in any order of the identifiers", async () => {
    const ctx = await aCtx();
    const both = [mail("a@example.com"), { identifier: { phone: "+4915112345678" }, isAsserted: false }];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        createUser(ctx, { identifiers: i % 2 ? both : both.toReversed(), areUnique: true }),
      ),
    );
    expect(results.filter((r) => r.ok)).toHaveLength(1);
  });
});

describe("creating a user with unparsed identifiers", () => {
  it("keeps a malformed one as text, and refuses one that cannot be stored", async () => {
    const ctx = await aCtx();
    const of = (phone: string) => [{ identifier: { phone }, isAsserted: false }];
    expect(await createUser(ctx, { identifiers: of("+15551234567") })).toMatchObject({
      refusal: { code: "phone_invalid" },
    });
    const kept = await createUser(ctx, { identifiers: of("+15551234567"), form: "asGiven" });
    expect(kept).toMatchObject({ value: { identifiers: [{ normalized: "+15551234567", isPrimary: true }] } });
    expect(await createUser(ctx, { identifiers: of(" "), form: "asGiven" })).toMatchObject({ ok: false });
  });
});

describe("replacing a primary identifier", () => {
  const identifier = (email: string) => {
    const parsed = parseEmail(email);
    if (!parsed.ok) throw new Error(email);
    return parsed.value;
  };
  const addresses = async (ctx: Awaited<ReturnType<typeof aCtx>>, userId: string) => {
    const found = await findUser(ctx, userId);
    if (!found.ok) throw new Error("gone");
    return found.value.identifiers.map(({ value, isPrimary, verifiedAt }) => [
      value,
      isPrimary,
      verifiedAt !== null,
    ]);
  };

  it("removes the previous one, and the new one is unverified", async () => {
    const ctx = await aCtx();
    const userId = await made(ctx, mail("old@example.com", true), mail("other@example.com", true));
    expect(await replacePrimary(ctx, { userId, identifier: identifier("new@example.com") })).toMatchObject({
      ok: true,
    });
    expect(await addresses(ctx, userId)).toEqual([
      ["other@example.com", false, true],
      ["new@example.com", true, false],
    ]);
    const types = (await listEvents(ctx.project.id, { limit: 10 })).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["identifier.removed", "identifier.added"]));
  });

  it("with the same one changes nothing", async () => {
    const ctx = await aCtx();
    const userId = await made(ctx, mail("old@example.com", true));
    expect(await replacePrimary(ctx, { userId, identifier: identifier("OLD@example.com") })).toMatchObject({
      ok: true,
    });
    expect(await addresses(ctx, userId)).toEqual([["old@example.com", true, true]]);
  });

  it("refuses one that any user has, and changes nothing", async () => {
    const ctx = await aCtx();
    await made(ctx, mail("theirs@example.com"));
    const userId = await made(ctx, mail("old@example.com"), mail("second@example.com"));
    const to = (email: string) => replacePrimary(ctx, { userId, identifier: identifier(email) });
    expect(await to("theirs@example.com")).toMatchObject({ refusal: { code: "identifier_taken" } });
    expect(await to("second@example.com")).toMatchObject({ refusal: { code: "identifier_exists" } });
    expect(await addresses(ctx, userId)).toEqual([
      ["old@example.com", true, false],
      ["second@example.com", false, false],
    ]);
    const nobody = await replacePrimary(ctx, { userId: newId(), identifier: identifier("x@example.com") });
    expect(nobody).toMatchObject({ refusal: { code: "user_not_found" } });
  });
});

describe("a username", () => {
  it("identifies one user, is compared exactly, and goes to one of many parallel calls", async () => {
    const ctx = await aCtx();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => createUser(ctx, { identifiers: [], username: "jane" })),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: "identifier_taken" } });
    const other = await createUser(ctx, { identifiers: [], username: "Jane" });
    expect(other.ok && other.value.identifiers[0]).toMatchObject({ type: "username", isPrimary: true });
  });
});

describe("creating a user with proofs", () => {
  const proof = { verificationId: newId(), connectorId: newId(), rawClaims: null };
  const account = {
    provider: "acme",
    issuer: "https://id.example.com",
    subject: "1",
    profile: { name: null, avatarUrl: null, email: null, isEmailVerified: false },
    proven: proof,
  };

  it("stores which verification proved each, and creates nothing if an account is taken", async () => {
    const ctx = await aCtx();
    const provenBy = newId();
    const identifier = { identifier: { email: "jane@example.com" }, isAsserted: false, provenBy };
    const created = await createUser(ctx, { identifiers: [identifier], socialAccounts: [account] });
    expect(created).toMatchObject({
      value: {
        identifiers: [{ evidence: "proven", lastVerificationId: provenBy }],
        socialAccounts: [{ evidence: "proven", lastVerificationId: proof.verificationId }],
      },
    });
    const userId = created.ok ? created.value.id : "";
    expect(await findAccountHolder(ctx, account)).toBe(userId);
    expect(await findAccountHolder(ctx, { ...account, issuer: "https://other.example.com" })).toBeNull();
    const again = await createUser(ctx, {
      identifiers: [mail("joe@example.com")],
      socialAccounts: [account],
    });
    expect(again).toEqual({ ok: false, refusal: { code: "social_account_taken" } });
    expect(await listUsers(ctx, { identifier: { email: "joe@example.com" }, limit: 5 })).toEqual([]);
  });

  it("an account can be the only one at its provider, or replace the others", async () => {
    const ctx = await aCtx();
    const userId = await made(ctx);
    const second = { ...account, subject: "2" };
    expect(await addSocialAccount(ctx, { userId, ...account, place: "only" })).toMatchObject({ ok: true });
    expect(await addSocialAccount(ctx, { userId, ...second, place: "only" })).toMatchObject({
      refusal: { code: "social_account_exists" },
    });
    expect(await addSocialAccount(ctx, { userId, ...second, place: "instead" })).toMatchObject({ ok: true });
    const found = await findUser(ctx, userId);
    expect(found.ok && found.value.socialAccounts.map(({ subject }) => subject)).toEqual(["2"]);
  });

  it("a proven identifier replaces the primary one, even if it was a secondary one", async () => {
    const ctx = await aCtx();
    const userId = await made(ctx, mail("old@example.com", true), mail("beside@example.com"));
    const beside = parseEmail("beside@example.com");
    if (!beside.ok) throw new Error("not an address");
    expect(await replacePrimary(ctx, { userId, identifier: beside.value, provenBy: newId() })).toMatchObject({
      ok: true,
    });
    const found = await findUser(ctx, userId);
    expect(found.ok && found.value.identifiers).toMatchObject([
      { value: "beside@example.com", isPrimary: true, evidence: "proven" },
    ]);
  });

  it("a user's last identifier cannot be removed, even in parallel", async () => {
    const ctx = await aCtx();
    const userId = await made(ctx, mail("a@example.com"), mail("b@example.com"));
    const user = await findUser(ctx, userId);
    const ids = user.ok ? user.value.identifiers.map(({ id }) => id) : [];
    const all = await Promise.all(ids.map((identifierId) => removeUnlessLast(ctx, { userId, identifierId })));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: { code: "last_identifier" } });
  });
});
