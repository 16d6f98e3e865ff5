import type { IdentifierInput } from "@/lib/users";

/** An address or a number as somebody types it: only addresses have an @. */
export function identifierInputOf(text: string): IdentifierInput {
  return text.includes("@") ? { email: text } : { phone: text };
}
