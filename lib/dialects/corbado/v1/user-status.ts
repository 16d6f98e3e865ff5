import type { UserStatus } from "../resources/user";

export const userStatusesV1 = ["active", "pending"] as const;

/** v1 has no `disabled`: clients of it read such a user as not active. */
export function shownStatusV1(status: UserStatus): (typeof userStatusesV1)[number] {
  return status === "active" ? "active" : "pending";
}
