import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { importedHashMatches } from "./imported-hash";

/** OWASP Password Storage Cheat Sheet: 2¹⁵ blocks in three passes. Each guess costs 32 MiB and a fifth of a second. */
const cost = { N: 2 ** 15, r: 8, p: 3 };
const saltBytes = 16;
const keyBytes = 32;

/** `scrypt$<N>$<r>$<p>$<salt>$<key>`: the cost is part of the hash, so it can be raised while old hashes still verify. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join("$");
}

/**
 * Whether this is the password. Without a hash the result is false after the same time, so that the duration does not reveal
 * who has a password. Imported hashes take their own time, until their first correct password replaces them.
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  if (hash?.startsWith("$")) return importedHashMatches(password, hash);
  const [, N, r, p, salt, key] = (hash ?? absent).split("$");
  const given = await derive(password, Buffer.from(salt!, "base64"), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(given, Buffer.from(key!, "base64")) && hash !== null;
}

const absent = ["scrypt", cost.N, cost.r, cost.p, "", Buffer.alloc(keyBytes).toString("base64")].join("$");

function derive(password: string, salt: Buffer, { N = 0, r = 0, p = 0 }: ScryptOptions): Promise<Buffer> {
  // scrypt's own memory, doubled for its overhead.
  const maxmem = 2 * 128 * N * r;
  return new Promise((done, fail) => {
    // One form for input from different keyboards (NIST SP 800-63B, memorized secret verifiers).
    scrypt(password.normalize("NFKC"), salt, keyBytes, { N, r, p, maxmem }, (error, key) =>
      error ? fail(error) : done(key),
    );
  });
}
