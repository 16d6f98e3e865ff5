import type { IdentifierInput } from "@/lib/verification";
import { logtoError } from "./errors";
import type { WireIdentifier } from "./wire";

/** The lengths of the vendor's columns. A longer value in a valid format gets 422. */
const longest = { email: 128, phone: 32 } as const;

/** The identifier in the engine's format: numbers with a plus. */
export function toIdentifierInput({ type, value }: WireIdentifier): IdentifierInput {
  return type === "email" ? { email: value } : { phone: `+${value}` };
}

/** A phone number in the vendor's format. Other identifiers stay unchanged. */
export function withoutPlus(value: string): string {
  return value.replace(/^\+/, "");
}

/** Null if it fits. */
export function tooLong({ type, value }: WireIdentifier) {
  return value.length > longest[type] ? logtoError("entity.value_too_long", { status: 422 }) : null;
}
