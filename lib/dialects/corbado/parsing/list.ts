import { z } from "zod";
import { ok, type Result } from "@/lib/result";
import type { Condition, PageRequest } from "@/lib/users";
import { type ValueRefused, valueRefused } from "../refusals";
import { badFormat } from "./rules";

/** A column of a list: ours behind the vendor's name, and how a filter's text is read. */
export interface ListColumn<Column> {
  column: Column;
  /** Nothing: the text can be no row's value. Null: it has not the form of one. */
  read: (text: string) => (string | bigint | Date)[] | null;
  isSortable?: false;
  isFilterable?: false;
  /** Found anywhere in the text. */
  isSearch?: true;
}
export type ListColumns<Column> = Record<string, ListColumn<Column>>;

/** The query of every list, as it comes. */
export const ListQuery = z.object({
  page: z.string(),
  pageSize: z.string(),
  sort: z.string(),
  filter: z.array(z.string()),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** Reads `filter[]`, which is repeated, and the others, which are not. Empty means left out: one SDK always sends `sort=`. */
export function collectList(parameters: URLSearchParams): ListQuery {
  const filter = [...parameters.getAll("filter[]"), ...parameters.getAll("filter")].filter(Boolean);
  const first = (name: string) => parameters.get(name) ?? "";
  return { page: first("page"), pageSize: first("pageSize"), sort: first("sort"), filter };
}

type FieldError = { field: string; message: string };

/**
 * What a list is asked for, in our words, or everything that is wrong with it. `statusOfOrder`: v1 answers an unknown
 * direction with 422.
 */
export function readList<Column>(
  columns: ListColumns<Column>,
  given: ListQuery,
  statusOfOrder: 400 | 422 = 400,
): Result<PageRequest<Column>, ValueRefused> {
  const errors: FieldError[] = [];
  const take = <T>(read: T | FieldError): T | undefined => {
    if (!isError(read)) return read;
    errors.push(read);
  };
  const page = take(readInteger("page", given.page, 1, 1_000_000_000));
  const pageSize = take(readInteger("pageSize", given.pageSize, 10, 1000));
  const order = take(readSort(columns, given.sort));
  const conditions = given.filter.map((text) => take(readFilter(columns, text)));
  if (errors.length > 0) {
    const isOrder = errors.some(({ message }) => message.startsWith("Invalid order direction"));
    return valueRefused(errors, isOrder ? statusOfOrder : 400);
  }
  return ok({
    page: page!,
    pageSize: pageSize!,
    order: order ?? null,
    conditions: conditions as Condition<Column>[],
  });
}

function isError(read: unknown): read is FieldError {
  return typeof read === "object" && read !== null && "field" in read;
}

function readInteger(field: string, text: string, otherwise: number, most: number): number | FieldError {
  if (text === "") return otherwise;
  if (!/^[+-]?\d+$/.test(text)) return { field, message: "must be an integer number" };
  const number = Number(text);
  if (number < 1) return { field, message: "must be no less than 1" };
  return number > most ? { field, message: `must be no greater than ${most}` } : number;
}

/** `column:asc`. The direction is looked at before the column, the unknown column is the field of its own error. */
function readSort<Column>(
  columns: ListColumns<Column>,
  text: string,
): PageRequest<Column>["order"] | FieldError {
  if (text === "") return null;
  const [name = "", direction = "asc"] = splitAt(text, 1);
  if (!["asc", "desc"].includes(direction.toLowerCase())) {
    return { field: "sort", message: `Invalid order direction '${direction}'` };
  }
  const found = Object.hasOwn(columns, name) ? columns[name]! : null;
  if (!found || found.isSortable === false) return { field: name, message: "not sortable by this column" };
  return { column: found.column, descending: direction.toLowerCase() === "desc" };
}

const operators = { eq: "is", gt: "above", lt: "below" } as const;

/** `column:operator:value`, split at the first two colons only: instants have more of them. */
function readFilter<Column>(columns: ListColumns<Column>, text: string): Condition<Column> | FieldError {
  const malformed = { field: "filter", message: badFormat };
  const [name, sign, value] = splitAt(text, 2);
  if (name === undefined || sign === undefined || value === undefined) return malformed;
  const found = Object.hasOwn(columns, name) ? columns[name]! : null;
  if (!found || found.isFilterable === false)
    return { field: name, message: "not filterable by this column" };
  const operator = Object.hasOwn(operators, sign) ? operators[sign as keyof typeof operators] : null;
  const values = operator && found.read(value);
  if (!operator || !values) return malformed;
  return { column: found.column, operator: found.isSearch ? "contains" : operator, values };
}

/** The text cut at its first `cuts` colons. */
function splitAt(text: string, cuts: number): string[] {
  const parts = text.split(":");
  return parts.length <= cuts ? parts : [...parts.slice(0, cuts), parts.slice(cuts).join(":")];
}

/** Which page of how many this is. Clients loop while `page < totalPages`. */
export function pagingOf({ page, pageSize }: PageRequest<unknown>, total: number) {
  return { page, totalPages: Math.ceil(total / pageSize), totalItems: total };
}

export const Paging = z.strictObject({ page: z.int(), totalPages: z.int(), totalItems: z.int() });
