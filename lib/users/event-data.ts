import { maskIdentifier } from "./identifier";
import type { UserIdentifier } from "./user";

/** What events say of an identifier: never the value itself. */
export function eventDataOf({ id, userId, type, value, evidence }: UserIdentifier) {
  return { userId, identifierId: id, type, recipient: maskIdentifier(value), evidence };
}
