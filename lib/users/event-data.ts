import { maskIdentifier } from "./identifier";
import type { UserIdentifier } from "./user";

/** An identifier's event data. Never includes the value. */
export function eventDataOf({ id, userId, type, value, evidence }: UserIdentifier) {
  return { userId, identifierId: id, type, recipient: maskIdentifier(value), evidence };
}
