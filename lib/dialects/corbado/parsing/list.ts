import { z } from "zod";
import { ok, type Result } from "@/lib/result";
import type { Conditions, PageRequest } from "@/lib/users";
import { type FieldError, type ValueRefused, valueRefused } from "../refusals";
import { isFilterName, looksLikeFilter } from "./filter-names";
import { invalidFormat } from "./rules";

const operators = ["eq", "gt", "lt"] as const;
export type FilterOperator = (typeof operators)[number];

/** A column of a list, under the vendor's name. */
export interface ListColumn<Filter, Sort> {
  /** Omitted if the vendor does not sort by it. */
  sort?: Sort;
  /** The conditions of a filter. Null: the value or the operator has the wrong form. */
  filter: (operator: FilterOperator, value: string) => Conditions<Filter> | null;
}
export type ListColumns<Filter, Sort> = Record<string, ListColumn<Filter, Sort>>;

/** The query of every list, as text. */
export const ListQuery = z.object({
  page: z.string(),
  pageSize: z.string(),
  sort: z.string(),
  filters: z.array(z.string()),
  /** Names of parameters that look like a filter but are not one. */
  unknownFilters: z.array(z.string()),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** Filters repeat, the others do not. An empty value counts as left out: the Node SDK always sends `sort=`. */
export function collectList(parameters: URLSearchParams): ListQuery {
  const first = (name: string) => parameters.get(name) ?? "";
  const names = [...new Set(parameters.keys())];
  return {
    page: first("page"),
    pageSize: first("pageSize"),
    sort: first("sort"),
    filters: [...parameters].filter(([name]) => isFilterName(name)).map(([, value]) => value),
    unknownFilters: names.filter((name) => !isFilterName(name) && looksLikeFilter(name)),
  };
}

/** Reads a list's query, or lists all its errors. In v1, an unknown sort direction is 422. */
export function readList<Filter, Sort>(
  columns: ListColumns<Filter, Sort>,
  query: ListQuery,
  sortDirectionStatus: 400 | 422 = 400,
): Result<PageRequest<Filter, Sort>, ValueRefused> {
  const errors: FieldError[] = [];
  const valueOrError = <T>(parsed: T | FieldError): T | undefined => {
    if (!isError(parsed)) return parsed;
    errors.push(parsed);
  };
  const page = valueOrError(readInteger("page", query.page, 1, 1_000_000_000));
  const pageSize = valueOrError(readInteger("pageSize", query.pageSize, 10, 1000));
  const order = valueOrError(readSort(columns, query.sort));
  const conditions = query.filters.flatMap((text) => valueOrError(readFilter(columns, text)) ?? []);
  errors.push(...query.unknownFilters.map((field) => ({ field, message: invalidFormat })));
  if (errors.length > 0) {
    const hasWrongDirection = errors.some(({ message }) => message.startsWith("Invalid order direction"));
    return valueRefused(errors, {
      status: hasWrongDirection ? sortDirectionStatus : 400,
      details:
        query.unknownFilters.length > 0 ? "Send filters as filter[]=column:operator:value." : undefined,
    });
  }
  return ok({ page: page!, pageSize: pageSize!, order: order ?? null, conditions });
}

function isError(parsed: unknown): parsed is FieldError {
  return typeof parsed === "object" && parsed !== null && "field" in parsed;
}

function readInteger(
  field: string,
  text: string,
  defaultValue: number,
  maximum: number,
): number | FieldError {
  if (text === "") return defaultValue;
  if (!/^[+-]?\d+$/.test(text)) return { field, message: "must be an integer number" };
  const number = Number(text);
  if (number < 1) return { field, message: "must be no less than 1" };
  return number > maximum ? { field, message: `must be no greater than ${maximum}` } : number;
}

/**
 * `column:asc`, or `-column` as in the vendor's newer documentation. The direction is checked before the column. An
 * unknown column is the field of its own error.
 */
function readSort<Filter, Sort>(
  columns: ListColumns<Filter, Sort>,
  text: string,
): { column: Sort; descending: boolean } | null | FieldError {
  if (text === "") return null;
  const [name = "", direction = "asc"] = text.startsWith("-") ? [text.slice(1), "desc"] : splitAt(text, 1);
  if (!["asc", "desc"].includes(direction.toLowerCase())) {
    return { field: "sort", message: `Invalid order direction '${direction}'` };
  }
  const sort = Object.hasOwn(columns, name) ? columns[name]!.sort : undefined;
  if (sort === undefined) return { field: name, message: "not sortable by this column" };
  return { column: sort, descending: direction.toLowerCase() === "desc" };
}

/** `column:operator:value`, split at the first two colons only: instants contain more. */
function readFilter<Filter, Sort>(
  columns: ListColumns<Filter, Sort>,
  text: string,
): Conditions<Filter> | FieldError {
  const malformed = { field: "filter", message: invalidFormat };
  const [name, sign, value] = splitAt(text, 2);
  if (name === undefined || sign === undefined || value === undefined) return malformed;
  if (!Object.hasOwn(columns, name)) return { field: name, message: "not filterable by this column" };
  const operator = operators.find((known) => known === sign);
  return (operator && columns[name]!.filter(operator, value)) ?? malformed;
}

/** The text cut at its first `cuts` colons. */
function splitAt(text: string, cuts: number): string[] {
  const parts = text.split(":");
  return parts.length <= cuts ? parts : [...parts.slice(0, cuts), parts.slice(cuts).join(":")];
}
