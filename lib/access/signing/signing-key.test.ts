import { sql } from "drizzle-orm";
import { createLocalJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from "jose";
import { beforeEach, expect, it, vi } from "vitest";
import { signingKeys } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { mintReceipt, mintToken } from "../tokens/mint-token";
import { forgetPublicKeys, publicKey, publicKeySet } from "./public-keys";
import { forgetSigningKeys, signatures, signingKey } from "./signing-key";

useTestDatabase();

beforeEach(async () => {
  await db().delete(signingKeys);
  forget();
});

function forget(): void {
  forgetSigningKeys();
  forgetPublicKeys();
}

const mint = () =>
  mintToken({ issuer: "https://us.example", subject: "jane", audience: "them", lifetimeSeconds: 60 });
const mintLong = () =>
  mintReceipt("receipt+jwt", {
    issuer: "https://us.example",
    subject: "ver",
    audience: "them",
    lifetimeSeconds: signatures.receipt.longestSeconds,
  });
const tokenKeys = async () => (await publicKeySet()).keys.filter(({ alg }) => alg === "RS256");
const kidOf = (token: string) => decodeProtectedHeader(token).kid!;

async function verifies(token: string): Promise<boolean> {
  const keys = createLocalJWKSet(await publicKeySet());
  return jwtVerify(token, keys).then(
    () => true,
    () => false,
  );
}

/** Ten copies of the module, each with its own cache. */
async function tenProcesses(): Promise<(typeof signingKey)[]> {
  const copies = [];
  for (let i = 0; i < 10; i++) {
    vi.resetModules();
    copies.push((await import("./signing-key")).signingKey);
  }
  return copies;
}

/** Lets time pass by moving every key's instants back. */
async function pass(time: string): Promise<void> {
  await db().execute(
    sql.raw(`update signing_keys set signs_until = signs_until - interval '${time}',
      expires_at = expires_at - interval '${time}', created_at = created_at - interval '${time}'`),
  );
  forget();
}

it("10 processes that need the first key at once create one", async () => {
  const processes = await tenProcesses();
  expect(new Set(processes).size).toBe(10);
  const keys = await Promise.all(processes.map((first) => first("token")));
  expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
  expect(await db().select().from(signingKeys)).toHaveLength(1);
});

it("a process reads the key once for any number of parallel signatures", async () => {
  const keys = await Promise.all(Array.from({ length: 50 }, () => signingKey("token")));
  expect(new Set(keys).size).toBe(1);
});

it("the private part is encrypted, and only the public part is published", async () => {
  const token = await mint();
  const [row] = await db().select().from(signingKeys);
  expect(row!.publicJwk).not.toHaveProperty("d");
  expect(row!.sealedPrivateJwk.toString("latin1")).not.toContain("RSA");
  const keys = await tokenKeys();
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0] as JWK).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  expect(keys[0]).toMatchObject({ kty: "RSA", alg: "RS256", use: "sig", kid: kidOf(token) });
});

it("the next key is published two days before it signs, and the old one verifies until its tokens have expired", async () => {
  const old = await mint();
  await pass("27 days");
  expect(kidOf(await mint())).toBe(kidOf(old));
  expect(await tokenKeys()).toHaveLength(1);

  await pass("36 hours");
  const last = await mint();
  expect(kidOf(last)).toBe(kidOf(old));
  const keys = await tokenKeys();
  expect(keys).toHaveLength(2);

  await pass("36 hours");
  const next = await mint();
  expect(kidOf(next)).not.toBe(kidOf(old));
  expect(keys.map(({ kid }) => kid)).toContain(kidOf(next));
  expect(await verifies(last)).toBe(true);
  expect(await verifies(next)).toBe(true);
  expect(await tokenKeys()).toHaveLength(2);

  await pass("25 hours");
  expect(await verifies(old)).toBe(false);
  expect(await publicKey(kidOf(old))).toBeNull();
  expect(await verifies(next)).toBe(true);
});

it("of several processes that need the next key at once, one creates it", async () => {
  await signingKey("token");
  await pass("29 days");
  const processes = await tenProcesses();
  await Promise.all(processes.map((next) => next("token")));
  expect(await db().select().from(signingKeys)).toHaveLength(2);
});

it("after a long time without tokens, the next key signs immediately", async () => {
  const old = await mint();
  await pass("400 days");
  const next = await mint();
  expect(kidOf(next)).not.toBe(kidOf(old));
  expect(await tokenKeys()).toHaveLength(1);
});

it("a key that cannot be decrypted still verifies, and another one signs", async () => {
  const old = await mint();
  await db().execute(
    sql`update signing_keys set sealed_private_jwk = decode('00000000', 'hex') || substring(sealed_private_jwk from 5)`,
  );
  forget();
  const next = await mint();
  expect(kidOf(next)).not.toBe(kidOf(old));
  expect(await verifies(old)).toBe(true);
  expect(await verifies(next)).toBe(true);
});

it("no token can outlive its key", async () => {
  const asked = mintToken({ issuer: "i", subject: "s", audience: "a", lifetimeSeconds: 86_401 });
  await expect(asked).rejects.toThrow("outlive");
});

it("a receipt's key is published for as long as its last receipt is valid", async () => {
  const first = await mintLong();
  expect(decodeProtectedHeader(first)).toMatchObject({ alg: "ES256", typ: "receipt+jwt" });
  await pass("29 days 23 hours");
  const last = await mintLong();
  await pass("399 days 23 hours");
  const keys = createLocalJWKSet(await publicKeySet());
  const isSigned = async (receipt: string) =>
    jwtVerify(receipt, keys, { currentDate: new Date() }).then(
      () => true,
      () => false,
    );
  expect(await isSigned(last)).toBe(true);
  await pass("31 days");
  expect((await publicKeySet()).keys.map(({ kid }) => kid)).not.toContain(kidOf(first));
});

it("a receipt's key does not verify access tokens", async () => {
  expect(await publicKey(kidOf(await mintLong()))).toBeNull();
});
