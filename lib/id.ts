import { createHash, randomBytes, randomFillSync, randomInt } from "node:crypto";

/** Prefixes of native ids. */
export type IdPrefix =
  | "prj"
  | "key"
  | "usr"
  | "idn"
  | "soc"
  | "ver"
  | "dlv"
  | "con"
  | "prv"
  | "evt"
  | "opr"
  | "sup"
  | "whe"
  | "msg";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const digitOf = new Map([...alphabet].map((character, digit) => [character, BigInt(digit)]));

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 66 random bits. The upper eight bits of `rand_a` stay zero, so
 * that the whole fits into 21 characters of base 36, the length of some vendors' ids.
 */
export function newId(): string {
  const bytes = random16();
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70;
  bytes[7] = bytes[7]! & 0x0f;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return toUuid(bytes);
}

/** Random bytes for a few hundred ids. Fetching 16 at a time costs more than the rest of an id. */
const reserve = Buffer.alloc(4096);
let reserveUsed = reserve.length;

function random16(): Buffer {
  if (reserveUsed === reserve.length) {
    randomFillSync(reserve);
    reserveUsed = 0;
  }
  reserveUsed += 16;
  return reserve.subarray(reserveUsed - 16, reserveUsed);
}

/** A random number in [10¹⁸, 36¹²): 19 decimal digits, and 12 characters of base 36. */
export function newNumber(): bigint {
  const lowest = 10n ** 18n;
  const span = 36n ** 12n - lowest;
  // 2¹²⁸ is 10²⁰ times the span, so the modulo's bias cannot be measured.
  return lowest + (BigInt(`0x${randomBytes(16).toString("hex")}`) % span);
}

/** `size` random characters of [0-9a-z], without modulo bias. */
export function randomCharacters(size: number): string {
  return Array.from({ length: size }, () => randomInt(36).toString(36)).join("");
}

/** The variable parts of a UUID from `newId` as one number: 48 bits of milliseconds and 66 random bits. */
function pack(uuid: string): bigint {
  const value = BigInt(`0x${uuid.replaceAll("-", "")}`);
  return ((value >> 80n) << 66n) | (((value >> 64n) & 15n) << 62n) | (value & ((1n << 62n) - 1n));
}

function unpack(packed: bigint): string {
  const head = (packed >> 66n).toString(16).padStart(12, "0");
  const randA = ((packed >> 62n) & 15n).toString(16);
  const tail = ((packed & ((1n << 62n) - 1n)) | (1n << 63n)).toString(16);
  return `${head.slice(0, 8)}-${head.slice(8)}-700${randA}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** A UUID from `newId` as 21 characters of base 36. */
export function toShortId(uuid: string): string {
  return pack(uuid).toString(36).padStart(21, "0");
}

/** The UUID of 21 characters of base 36. Null if they are invalid. */
export function fromShortId(text: string): string | null {
  if (!/^[0-9a-z]{21}$/.test(text)) return null;
  return unpack([...text].reduce((value, digit) => value * 36n + BigInt(Number.parseInt(digit, 36)), 0n));
}

/** A UUID from `newId` as decimal digits, for vendors with numeric ids. */
export function toDecimalId(uuid: string): string {
  return pack(uuid).toString();
}

/** The UUID of decimal digits. Null if they are invalid. */
export function fromDecimalId(text: string): string | null {
  if (!/^[1-9][0-9]{0,34}$/.test(text)) return null;
  const packed = BigInt(text);
  return packed < 1n << 114n ? unpack(packed) : null;
}

/** TypeID (github.com/jetify-com/typeid, specification 0.3): `ver_` and the UUID in 26 characters of Crockford's base 32. */
export function toTypeId(prefix: IdPrefix, uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll("-", "")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return `${prefix}_${text}`;
}

/** The UUID of a TypeID with this prefix. Null if it is invalid. */
export function fromTypeId(prefix: IdPrefix, typeId: string): string | null {
  if (typeId.length !== prefix.length + 27 || !typeId.startsWith(`${prefix}_`)) return null;
  let value = 0n;
  for (const character of typeId.slice(prefix.length + 1)) {
    const digit = digitOf.get(character);
    if (digit === undefined) return null;
    value = (value << 5n) | digit;
  }
  // 26 characters hold 130 bits; a TypeID uses 128.
  if (value >= 1n << 128n) return null;
  const hex = value.toString(16).padStart(32, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An id in the form of `newId` that is the same for the same text and time. */
export function derivedId(text: string, at: Date): string {
  const bytes = createHash("sha256").update(text).digest().subarray(0, 16);
  bytes.writeUIntBE(Math.max(0, at.getTime()), 0, 6);
  bytes[6] = 0x70;
  bytes[7] = bytes[7]! & 0x0f;
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return toUuid(bytes);
}

function toUuid(bytes: Buffer): string {
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
