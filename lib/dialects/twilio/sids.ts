import { newId } from "@/lib/id";

/** AC: account, SK: API key, VA: service, VE: verification, VL: attempt, RK: rate limit, BL: bucket, GN: number on the safe list. */
type Prefix = "AC" | "SK" | "VA" | "VE" | "VL" | "RK" | "BL" | "GN";

/** The vendor's id: two letters and 32 hexadecimal digits, here those of the UUID. */
export function toSid(prefix: Prefix, uuid: string): string {
  return prefix + uuid.replaceAll("-", "");
}

/** The UUID of an id with this prefix. Null if it is malformed. */
export function fromSid(prefix: Prefix, sid: string): string | null {
  if (!sid.startsWith(prefix)) return null;
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(sid.slice(2));
  return parts?.slice(1).join("-") ?? null;
}

export function newSid(prefix: Prefix): string {
  return toSid(prefix, newId());
}
