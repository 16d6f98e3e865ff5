import { pbkdf2Sync, scryptSync } from "node:crypto";
import { argon2id, bcrypt } from "hash-wasm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, newNumber } from "@/lib/id";
import { createUser } from "../create-user";
import { findUser } from "../find-user";
import { listUsers } from "../list-users";
import { isPasswordOf } from "../passwords/is-password-of";
import { findHash } from "../passwords/repository";
import { type ImportedUser, importUsers } from "./import-users";

useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  ctx = aContext(await aProject());
});

const verifiedAt = new Date("2025-03-01T10:00:00Z");
const jane: ImportedUser = {
  key: "jane",
  name: "Jane Doe",
  externalId: "ext-jane",
  createdAt: new Date("2024-05-06T07:08:09Z"),
  identifiers: [
    { type: "email", value: "Jane@Example.com", verifiedAt },
    { type: "email", value: "jane@work.example", verifiedAt: null },
    { type: "phone", value: "+4915112345678", verifiedAt: null },
    { type: "username", value: "jane", verifiedAt: null },
  ],
  socialAccounts: [{ provider: "google", subject: "g-1", profile: { name: "Jane" } }],
  wireContext: { import: { plan: "pro" } },
};
const add = (...users: ImportedUser[]) => importUsers(ctx, { source: "csv", users });
const everyone = () => listUsers(ctx, { limit: 100 });

describe("importUsers", () => {
  it("keeps names, ids, dates, and what was verified when", async () => {
    const [id, number] = [newId(), newNumber()];
    expect(await add({ ...jane, id, number })).toEqual({ created: 1, known: 0, conflicts: [] });
    const [user] = await everyone();
    expect(user).toMatchObject({
      id,
      number,
      name: "Jane Doe",
      externalId: "ext-jane",
      createdAt: jane.createdAt,
      wireContext: { import: { plan: "pro" } },
      socialAccounts: [{ provider: "google", subject: "g-1", evidence: "asserted" }],
    });
    const shown = user!.identifiers.map((held) => [
      held.normalized,
      held.verifiedAt,
      held.isPrimary,
      held.evidence,
    ]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ["jane@example.com", verifiedAt, true, "asserted"],
        ["jane@work.example", null, false, null],
        ["+4915112345678", null, true, null],
        ["jane", jane.createdAt, true, "asserted"],
      ]),
    );
  });

  it("finds its users again, also in parallel, and writes nothing in a dry run", async () => {
    const dry = await importUsers(ctx, { source: "csv", users: [jane], isDryRun: true });
    expect([dry.created, await everyone()]).toEqual([1, []]);
    const results = await Promise.all(Array.from({ length: 5 }, () => add(jane)));
    expect(results.reduce((sum, { created }) => sum + created, 0)).toBe(1);
    expect(await add(jane)).toEqual({ created: 0, known: 1, conflicts: [] });
    expect(await everyone()).toHaveLength(1);
  });

  it("imports a user whole or not at all, and names what is taken", async () => {
    const holder = await createUser(ctx, {
      externalId: "ext-1",
      identifiers: [{ identifier: { email: "taken@example.com" }, isAsserted: true }],
      username: "taken",
      socialAccounts: [
        {
          provider: "google",
          issuer: null,
          subject: "g-taken",
          profile: { name: null, avatarUrl: null, email: null, isEmailVerified: false },
        },
      ],
    });
    expect(holder.ok).toBe(true);
    const email = (value: string) => [{ type: "email" as const, value, verifiedAt }];
    const result = await add(
      { key: "a", identifiers: email("TAKEN@example.com") },
      { key: "b", externalId: "ext-1", identifiers: email("b@example.com") },
      { key: "c", identifiers: [{ type: "username", value: "taken", verifiedAt: null }] },
      { key: "d", identifiers: [], socialAccounts: [{ provider: "google", subject: "g-taken" }] },
      { key: "e", identifiers: email("not an address") },
      { key: "f", identifiers: [{ type: "phone", value: "12", verifiedAt }] },
      { key: "g", identifiers: email("twice@example.com") },
      { key: "h", identifiers: email("Twice@example.com") },
      // Several users can have an unverified address.
      { key: "i", identifiers: [{ type: "email", value: "taken@example.com", verifiedAt: null }] },
    );
    expect(result).toEqual({
      created: 2,
      known: 0,
      conflicts: expect.arrayContaining([
        { key: "a", reason: "identifier_taken", member: "email" },
        { key: "b", reason: "external_id_taken" },
        { key: "c", reason: "identifier_taken", member: "username" },
        { key: "d", reason: "social_account_taken", member: "google" },
        { key: "e", reason: "email_invalid", member: "email" },
        { key: "f", reason: "phone_invalid", member: "phone" },
        { key: "h", reason: "identifier_taken", member: "email" },
      ]),
    });
    expect(result.conflicts).toHaveLength(7);
    expect(await everyone()).toHaveLength(3);
  });

  it("gives a user a new id if another project has theirs, and finds them again", async () => {
    const id = newId();
    await add({ ...jane, id });
    const other = aContext(await aProject());
    const elsewhere = () => importUsers(other, { source: "csv", users: [{ ...jane, id }] });
    expect(await elsewhere()).toMatchObject({
      created: 1,
      conflicts: [{ key: "jane", reason: "id_not_kept" }],
    });
    expect(await elsewhere()).toMatchObject({ created: 0, known: 1, conflicts: [] });
    const [user] = await listUsers(other, { limit: 10 });
    expect(user!.id).not.toBe(id);
  });
});

const salt = Buffer.from("saltsaltsaltsalt");
const text = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
const hashBy: Record<string, (password: string) => Promise<string>> = {
  bcrypt: (password) => bcrypt({ password, salt, costFactor: 4, outputType: "encoded" }),
  argon2id: (password) =>
    argon2id({
      password,
      salt,
      iterations: 2,
      memorySize: 512,
      parallelism: 1,
      hashLength: 32,
      outputType: "encoded",
    }),
  scrypt: async (password) => {
    const key = scryptSync(password, salt, 32, { N: 2 ** 10, r: 8, p: 1 });
    return `$scrypt$ln=10,r=8,p=1$${text(salt)}$${text(key)}`;
  },
  pbkdf2: async (password) => {
    const key = pbkdf2Sync(password, salt, 1000, 32, "sha256");
    return `$pbkdf2-sha256$i=1000,l=32$${text(salt)}$${text(key)}`;
  },
};

describe("an imported password", () => {
  it.each(["bcrypt", "argon2id", "scrypt", "pbkdf2"])(
    "by %s verifies, and is then hashed as ours",
    async (kind) => {
      const passwordHash = await hashBy[kind]!("correct horse");
      expect(await add({ key: kind, identifiers: [], passwordHash })).toMatchObject({
        created: 1,
        conflicts: [],
      });
      const [{ id: userId } = { id: "" }] = await everyone();
      expect(await isPasswordOf(ctx, { userId, password: "correct horsf" })).toBe(false);
      expect(await findHash(ctx.project.id, userId)).toBe(passwordHash);
      expect(await isPasswordOf(ctx, { userId, password: "correct horse" })).toBe(true);
      expect(await findHash(ctx.project.id, userId)).toMatch(/^scrypt\$/);
      expect(await isPasswordOf(ctx, { userId, password: "correct horse" })).toBe(true);
      expect(await isPasswordOf(ctx, { userId, password: "correct horsf" })).toBe(false);
      expect((await findUser(ctx, userId)).ok).toBe(true);
    },
  );

  it("that would cost too much memory or time is not taken", async () => {
    const part = text(salt);
    for (const passwordHash of [
      `$argon2id$v=19$m=4194304,t=3,p=1$${part}$${part}`,
      `$pbkdf2-sha256$i=99999999$${part}$${part}`,
      `$scrypt$ln=30,r=8,p=1$${part}$${part}`,
      "plain text",
      "5f4dcc3b5aa765d61d8327deb882cf99",
    ]) {
      const { conflicts } = await add({ key: passwordHash, identifiers: [], passwordHash });
      expect(conflicts).toEqual([{ key: passwordHash, reason: "password_unsupported" }]);
    }
  });
});
