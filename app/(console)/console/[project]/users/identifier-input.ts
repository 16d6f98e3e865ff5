import type { IdentifierInput } from "@/lib/users";

/** Text that a person entered, as an email address if it contains @, else as a phone number. */
export function identifierInputOf(text: string): IdentifierInput {
  return text.includes("@") ? { email: text } : { phone: text };
}
