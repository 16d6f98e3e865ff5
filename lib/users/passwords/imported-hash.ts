import { pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { argon2Verify, bcryptVerify } from "hash-wasm";

/*
 * Hashes of other systems, as they export them: bcrypt (`$2b$`), and the PHC string format of argon2, scrypt and PBKDF2
 * (github.com/P-H-C/phc-string-format). They verify once; then the password is hashed as ours.
 */

const bcrypt = /^\$2[abxy]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
const argon2 =
  /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}$/;
const scryptForm = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
const pbkdf2Form =
  /^\$pbkdf2-(sha1|sha256|sha512)\$i=(\d{1,8})(?:,l=\d{1,3})?\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const deriveScrypt = promisify(scrypt) as (
  password: string,
  salt: Buffer,
  bytes: number,
  options: object,
) => Promise<Buffer>;
const derivePbkdf2 = promisify(pbkdf2);

/** Whether a hash of another system can be verified here, at a cost of at most some seconds and 256 MiB. */
export function isImportedHash(hash: string): boolean {
  const [, bcryptCost] = bcrypt.exec(hash) ?? [];
  if (bcryptCost) return Number(bcryptCost) >= 4 && Number(bcryptCost) <= 15;
  const [, memory, passes, lanes] = argon2.exec(hash) ?? [];
  if (memory) return Number(memory) <= 256 * 1024 && Number(passes) <= 10 && Number(lanes) <= 16;
  const [, ln, r, p] = scryptForm.exec(hash) ?? [];
  if (ln) return Number(ln) <= 20 && 2 ** Number(ln) * Number(r) * 128 <= 2 ** 28 && Number(p) <= 10;
  const [, , rounds] = pbkdf2Form.exec(hash) ?? [];
  return rounds !== undefined && Number(rounds) >= 1 && Number(rounds) <= 5_000_000;
}

/** Whether this is the password of such a hash. The password is taken as it is: other systems do not normalize it. */
export async function importedHashMatches(password: string, hash: string): Promise<boolean> {
  // hash-wasm refuses an empty password.
  if (!isImportedHash(hash) || password === "") return false;
  if (bcrypt.test(hash)) return bcryptVerify({ password, hash: hash.replace(/^\$2[xy]\$/, "$2b$") });
  if (argon2.test(hash)) return argon2Verify({ password, hash });
  const [, ln, r, p, salt, key] = scryptForm.exec(hash) ?? [];
  if (ln) {
    const expected = Buffer.from(key!, "base64");
    const options = { N: 2 ** Number(ln), r: Number(r), p: Number(p), maxmem: 2 ** 29 };
    return timingSafeEqual(
      await deriveScrypt(password, Buffer.from(salt!, "base64"), expected.length, options),
      expected,
    );
  }
  const [, digest, rounds, saltOfPbkdf2, derived] = pbkdf2Form.exec(hash)!;
  const expected = Buffer.from(derived!, "base64");
  const salted = Buffer.from(saltOfPbkdf2!, "base64");
  return timingSafeEqual(
    await derivePbkdf2(password, salted, Number(rounds), expected.length, digest!),
    expected,
  );
}
