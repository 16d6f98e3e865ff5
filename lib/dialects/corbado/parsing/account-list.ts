import { ok, type Result } from "@/lib/result";
import type { AccountPageRequest, AccountSortColumn, Condition, UserRow } from "@/lib/users";
import type { ValueRefused } from "../refusals";
import { providerTypes } from "../resources/social-account";
import { accountColumns } from "./columns";
import { type ListQuery, readList } from "./list";

/** A list of social accounts of one user or of all, limited to the providers that this vendor has. */
export function readAccountList(query: ListQuery, user?: UserRow): Result<AccountPageRequest, ValueRefused> {
  const request = readList(accountColumns, query);
  if (!request.ok) return request;
  const fixed: Condition<AccountSortColumn>[] = [
    { column: "provider", operator: "is", values: providerTypes },
    ...(user ? [{ column: "userNumber", operator: "is", values: [user.number] } as const] : []),
  ];
  return ok({ ...request.value, conditions: [...fixed, ...request.value.conditions] });
}
