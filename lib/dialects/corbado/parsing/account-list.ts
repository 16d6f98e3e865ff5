import { ok, type Result } from "@/lib/result";
import type { AccountColumn, Condition, PageRequest, UserRow } from "@/lib/users";
import type { ValueRefused } from "../refusals";
import { providerTypes } from "../resources/social-account";
import { accountColumns } from "./columns";
import { type ListQuery, readList } from "./list";

/** What a list of social accounts is asked for, of one user or of all: those of providers that this vendor knows. */
export function readAccountList(
  query: ListQuery,
  of?: UserRow,
): Result<PageRequest<AccountColumn>, ValueRefused> {
  const asked = readList(accountColumns, query);
  if (!asked.ok) return asked;
  const always: Condition<AccountColumn>[] = [
    { column: "provider", operator: "is", values: providerTypes },
    ...(of ? [{ column: "userNumber", operator: "is", values: [of.number] } as const] : []),
  ];
  return ok({ ...asked.value, conditions: [...always, ...asked.value.conditions] });
}
