import type { IdentifierInput } from "@/lib/verification";
import { logtoError } from "./errors";
import type { WireIdentifier } from "./wire";

/** How long the vendor's columns are: what passes its form and not these is answered 422. */
const longest = { email: 128, phone: 32 } as const;

/** The identifier as the engine takes it: numbers have their plus there. */
export function toIdentifierInput({ type, value }: WireIdentifier): IdentifierInput {
  return type === "email" ? { email: value } : { phone: `+${value}` };
}

/** A phone number as this vendor writes it. Anything else is as it was. */
export function withoutPlus(value: string): string {
  return value.replace(/^\+/, "");
}

/** Null if it fits. */
export function tooLong({ type, value }: WireIdentifier) {
  return value.length > longest[type] ? logtoError("entity.value_too_long", { status: 422 }) : null;
}
