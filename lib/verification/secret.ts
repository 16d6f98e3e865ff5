import { createHmac, timingSafeEqual } from "node:crypto";
import { decrypt, encrypt, keyFor } from "@/lib/access";
import { normalizeCode } from "@/lib/digits";
import { fromDecimalId, toDecimalId } from "@/lib/id";
import type { Verification } from "./verification";

/** What a secret is derived from. Each identifier and generation has different secrets. */
type Source = Pick<Verification, "id" | "generation" | "identifier" | "secretKeyId"> & {
  policy: Pick<Verification["policy"], "codeLength">;
  chosenCode?: Buffer | null;
};

/** 2⁶⁴: eight bytes of the MAC are one candidate. */
const candidateSpan = 1n << 64n;

/** A code that the caller chose, for its row. It cannot be derived, so it is encrypted. */
export function sealChosenCode(code: string, verificationId: string): Buffer {
  return encrypt(code, verificationId);
}

/** The fixed code of a test recipient, for its row. Null: it has none. */
export function sealTestCode(
  { testCode }: { testCode: string | null },
  verificationId: string,
): Buffer | null {
  return testCode === null ? null : sealChosenCode(testCode, verificationId);
}

/**
 * The code of a verification's current generation: HMAC-SHA-256 as a decimal number. Candidates in the last, incomplete
 * block are rejected, so that every code is equally likely. Derived when needed, never stored, unless the caller chose it.
 */
export function codeOf(v: Source): string {
  if (v.chosenCode) return decrypt(v.chosenCode, v.id);
  const codes = 10n ** BigInt(v.policy.codeLength);
  const limit = candidateSpan - (candidateSpan % codes);
  for (let round = 0; ; round++) {
    const mac = macOf("code", v, round);
    for (let at = 0; at < mac.length; at += 8) {
      const candidate = mac.readBigUInt64BE(at);
      if (candidate < limit) return (candidate % codes).toString().padStart(v.policy.codeLength, "0");
    }
  }
}

/** Whether this is the code. Constant time, so that the number of matching digits cannot be measured. */
export function codeMatches(v: Source, given: string): boolean {
  const expected = Buffer.from(normalizeCode(codeOf(v)));
  const answer = Buffer.from(normalizeCode(given));
  return answer.length === expected.length && timingSafeEqual(answer, expected);
}

/** Whether the answer is made of digits, once separators are removed. Anything else cannot match a code. */
export function isDigits(given: string): boolean {
  return /^\d+$/.test(normalizeCode(given));
}

/** The token of a link: id (16 bytes), generation (4), HMAC-SHA-256 (32), in 70 characters of base64url. */
export function linkTokenOf(v: Source): string {
  return linkBytesOf(v).toString("base64url");
}

function linkBytesOf(v: Source): Buffer {
  const head = Buffer.alloc(20);
  head.write(v.id.replaceAll("-", ""), "hex");
  head.writeUInt32BE(v.generation, 16);
  return Buffer.concat([head, macOf("link", v)]);
}

export interface LinkToken {
  verificationId: string;
  generation: number;
  bytes: Buffer;
}

/** Parses a link token. Null if it is malformed. Does not check that it is valid. */
export function parseLinkToken(token: string): LinkToken | null {
  if (!/^[A-Za-z0-9_-]{70}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // The last character has unused bits, which must be zero so that a token has one spelling.
  if (bytes.length !== 52 || bytes.toString("base64url") !== token) return null;
  return { verificationId: uuidOf(bytes), generation: bytes.readUInt32BE(16), bytes };
}

/** Whether the token is that of this generation and identifier. Constant time, like `codeMatches`. */
export function linkMatches(v: Source, token: LinkToken): boolean {
  return timingSafeEqual(token.bytes, linkBytesOf(v));
}

/** Fields are fixed or NUL-separated, so that no two sources give the same input. */
function macOf(use: "code" | "link" | "return", v: Source, round = 0): Buffer {
  return createHmac("sha256", keyFor(use, v.secretKeyId))
    .update(`${use}\0${v.id}\0${v.generation}\0${round}\0${v.identifier ?? ""}`)
    .digest();
}

/**
 * A token of 32 letters and digits, for vendors with that format: in base 62, the 114 bits that distinguish ids and 76 bits
 * of a MAC. An attacker must guess the id's 66 random bits and the MAC's 76.
 */
export function shortTokenOf(v: Source): string {
  const id = BigInt(toDecimalId(v.id));
  return toBase62((id << macBits) | shortMacOf(v));
}

/**
 * The code of a return URL, which an application exchanges: id (16 bytes) and the first 16 bytes of a MAC, in 43 characters of
 * base64url. Its id alone has 66 random bits; 128 more must be guessed.
 */
export function returnCodeOf(v: Source): string {
  const id = Buffer.from(v.id.replaceAll("-", ""), "hex");
  return Buffer.concat([id, macOf("return", v).subarray(0, 16)]).toString("base64url");
}

/** The id in the code of a return URL. Null if it is malformed. Does not check that it is valid. */
export function idOfReturnCode(text: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(text)) return null;
  return uuidOf(Buffer.from(text, "base64url"));
}

/** Constant time, like `codeMatches`. */
export function returnCodeMatches(v: Source, text: string): boolean {
  const [expected, given] = [Buffer.from(returnCodeOf(v)), Buffer.from(text)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The first 16 bytes as a UUID. */
function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const macBits = 76n;

function shortMacOf(v: Source): bigint {
  // Round 1, because the verification's long token uses round 0.
  return BigInt(`0x${macOf("link", v, 1).subarray(0, 10).toString("hex")}`) >> 4n;
}

/** The id in a short token. Null if it is malformed. Does not check that it is valid. */
export function idOfShortToken(text: string): string | null {
  if (!/^[0-9A-Za-z]{32}$/.test(text)) return null;
  const value = [...text].reduce((sum, digit) => sum * 62n + BigInt(base62.indexOf(digit)), 0n);
  return fromDecimalId((value >> macBits).toString());
}

/** Constant time, like `codeMatches`. */
export function shortTokenMatches(v: Source, text: string): boolean {
  const [expected, given] = [Buffer.from(shortTokenOf(v)), Buffer.from(text)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** 62³² is just above 2¹⁹⁰. */
function toBase62(value: bigint): string {
  let text = "";
  for (let rest = value; text.length < 32; rest /= 62n) text = base62[Number(rest % 62n)] + text;
  return text;
}
