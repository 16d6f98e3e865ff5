import type { SocialProfile } from "@/drizzle/schema";

/** A provider's claims as a profile, with what does not fit left out: a description never fails a proof. */
export function profileOf(given: {
  name?: unknown;
  avatarUrl?: unknown;
  email?: unknown;
  isEmailVerified: boolean;
}): SocialProfile {
  const email = emailOf(given.email);
  return {
    name: textOf(given.name, 200),
    avatarUrl: urlOf(given.avatarUrl),
    email,
    isEmailVerified: email !== null && given.isEmailVerified,
  };
}

function textOf(value: unknown, most: number): string | null {
  if (typeof value !== "string") return null;
  const text = value
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, most);
  return Buffer.from(text).toString() || null;
}

/** Only https: the address is put into pages. */
function urlOf(value: unknown): string | null {
  if (typeof value !== "string" || value.length > 2000 || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" ? url.href : null;
}

function emailOf(value: unknown): string | null {
  return typeof value === "string" && value.length <= 254 && /^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u.test(value)
    ? value
    : null;
}

/** `email_verified` as providers spell it: some write the boolean as text. */
export function isYes(value: unknown): boolean {
  return value === true || value === "true";
}
