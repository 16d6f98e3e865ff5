import type { GivenIdentifier } from "@/lib/users";

/** An address or a number as somebody types it: only addresses have an @. */
export function givenFrom(text: string): GivenIdentifier {
  return text.includes("@") ? { email: text } : { phone: text };
}
