import {
  type AccountSortColumn,
  type Condition,
  type Conditions,
  type IdentifierSortColumn,
  parseEmail,
  parsePhone,
  type UserFilterColumn,
  type UserSortColumn,
} from "@/lib/users";
import { parseIdOrDigits } from "../ids";
import { identifierStatuses, identifierTypes, shownValue, toIdentifierStatus } from "../resources/identifier";
import { providerTypes } from "../resources/social-account";
import { loginName, statusColumn, userStatuses } from "../resources/user";
import { shownStatusV1, userStatusesV1 } from "../v1/user-status";
import type { FilterOperator, ListColumn, ListColumns } from "./list";

/*
 * Columns filter and sort by the value that the answer shows. Any other value, such as a normalized one, would hide rows
 * from clients that filter by what they read.
 */

const engineOperators = { eq: "is", gt: "above", lt: "below" } as const;

const noRow = <Filter>(column: Filter): Conditions<Filter> => [{ column, operator: "is", values: [] }];

function text<Column>(column: Column): ListColumn<Column, Column> {
  return {
    sort: column,
    filter: (operator, value) => [{ column, operator: engineOperators[operator], values: [value] }],
  };
}

const isMet: Record<FilterOperator, (shown: string, value: string) => boolean> = {
  eq: (shown, value) => shown === value,
  gt: (shown, value) => shown > value,
  lt: (shown, value) => shown < value,
};

/** One of a few words. `storedFor` lists the stored values for a shown word, where they differ. */
function words<Column, const Word extends string>(
  column: Column,
  shown: readonly Word[],
  storedFor: (word: Word) => readonly string[] = (word) => [word],
): ListColumn<Column, Column> {
  return {
    sort: column,
    filter: (operator, value) => {
      const stored = shown.filter((word) => isMet[operator](word, value)).flatMap(storedFor);
      return [{ column, operator: "is", values: stored }];
    },
  };
}

function userNumber<Column>(column: Column): ListColumn<Column, Column> {
  return {
    sort: column,
    filter: (operator, value) => {
      const number = parseIdOrDigits("usr", value);
      if (number === null) return noRow(column);
      return [{ column, operator: engineOperators[operator], values: [number] }];
    },
  };
}

/** Answers show whole seconds, and milliseconds as an integer. A filter compares in the unit of its value. */
function instant<Column>(column: Column): ListColumn<Column, Column> {
  return {
    sort: column,
    filter: (operator, value) => {
      const parsed = parseInstant(value);
      if (!parsed) return null;
      const start = new Date(parsed.startMs);
      const end = new Date(parsed.startMs + parsed.unitMs);
      const from = (at: Date) => ({ column, operator: "from" as const, values: [at] });
      const below = (at: Date) => ({ column, operator: "below" as const, values: [at] });
      if (operator === "gt") return [from(end)];
      return operator === "lt" ? [below(start)] : [from(start), below(end)];
    },
  };
}

/** `2021-07-20T00:00:00`: UTC unless it names a zone. Milliseconds since 1970. */
function parseInstant(value: string): { startMs: number; unitMs: number } | null {
  const parts = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(?<fraction>\.\d{1,9})?)?(?<zone>Z|[+-]\d\d:\d\d)?)?$/.exec(
    value,
  )?.groups;
  if (!parts) return null;
  const at = new Date(value.length === 10 || parts.zone ? value : `${value}Z`);
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1) return null;
  return { startMs: at.getTime(), unitMs: parts.fraction ? 1 : 1000 };
}

/** Compared regardless of case and notation: an address in another letter case is the same address. */
const identifierValue: ListColumn<IdentifierSortColumn, IdentifierSortColumn> = {
  sort: shownValue,
  filter: (operator, value) => {
    const byShown: Condition<IdentifierSortColumn> = {
      column: shownValue,
      operator: engineOperators[operator],
      values: [value],
    };
    if (operator !== "eq") return [byShown];
    const normalized = [parseEmail(value), parsePhone(value)].flatMap((parsed) =>
      parsed.ok ? [parsed.value.normalized] : [],
    );
    return [{ anyOf: [byShown, { column: "normalized", operator: "is", values: normalized }] }];
  },
};

const fullName = { firstOf: ["name", { text: "" }] } as const;

/** A substring of either name or of an identifier. A search has no order, so `gt` and `lt` do not apply. */
const searchValue: ListColumn<UserFilterColumn, UserSortColumn> = {
  filter: (operator, value) => {
    if (operator !== "eq") return null;
    const columns = [
      fullName,
      loginName,
      { ofAnyIdentifier: shownValue },
      { ofAnyIdentifier: "normalized" },
    ] as const satisfies UserFilterColumn[];
    // PostgreSQL's lower case depends on its locale and may not change full-width letters.
    const values = [value, value.normalize("NFKC").toLowerCase()];
    return [{ anyOf: columns.map((column) => ({ column, operator: "contains", values })) }];
  },
};

export const userColumns: ListColumns<UserFilterColumn, UserSortColumn> = {
  id: userNumber("number"),
  name: text(loginName),
  fullName: text(fullName),
  created: instant("createdAt"),
  updated: instant("updatedAt"),
  status: words(statusColumn, userStatuses),
  searchValue,
};

/** As in v2, with the statuses that v1 shows. */
export const userColumnsV1: ListColumns<UserFilterColumn, UserSortColumn> = {
  ...userColumns,
  status: words(statusColumn, userStatusesV1, (word) =>
    userStatuses.filter((status) => shownStatusV1(status) === word),
  ),
};

const withoutSort = <Filter, Sort>({ filter }: ListColumn<Filter, Sort>): ListColumn<Filter, Sort> => ({
  filter,
});

export const identifierColumns: ListColumns<IdentifierSortColumn, IdentifierSortColumn> = {
  userID: userNumber("userNumber"),
  identifierType: words("type", identifierTypes),
  identifierValue,
  created: instant("createdAt"),
  status: withoutSort(words("status", identifierStatuses, (word) => [toIdentifierStatus(word)])),
};

export const accountColumns: ListColumns<AccountSortColumn, AccountSortColumn> = {
  providerType: words("provider", providerTypes),
  foreignID: text("subject"),
  userID: userNumber("userNumber"),
  identifierValue: text({ firstOf: ["email", { text: "" }], ignoreCase: true }),
};
