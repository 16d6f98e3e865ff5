import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";

export interface Page {
  page: number;
  pageSize: number;
}

/** The requested page. By default the first, of twenty entries, as with the vendor. */
export function readPage(
  query: Record<string, unknown>,
): Result<Page, LogtoError<"guard.invalid_pagination">> {
  const page = numberOf(query.page, 1, 1_000_000);
  const pageSize = numberOf(query.page_size, 20, 100);
  return page === null || pageSize === null ? logtoError("guard.invalid_pagination") : ok({ page, pageSize });
}

/** The requested page. Null without paging parameters: the vendor then returns the whole list. */
export function readOptionalPage(
  query: Record<string, unknown>,
): Result<Page | null, LogtoError<"guard.invalid_pagination">> {
  return query.page === undefined && query.page_size === undefined ? ok(null) : readPage(query);
}

function numberOf(given: unknown, otherwise: number, most: number): number | null {
  if (given === undefined) return otherwise;
  const value = typeof given === "string" && /^\d{1,9}$/.test(given) ? Number(given) : 0;
  return value >= 1 && value <= most ? value : null;
}

/** The total number, and links to other pages (RFC 8288). */
export function setPageHeaders(
  headers: Headers,
  path: string,
  query: Record<string, unknown>,
  { page, pageSize }: Page,
  total: number,
): void {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const at = (number: number, rel: string) => {
    // A repeated parameter is a list here, and is repeated in the link.
    const parameters = Object.entries({ ...query, page: number, page_size: pageSize }).flatMap(
      ([name, value]) => [value].flat().map((one) => [name, String(one)]),
    );
    return `<${path}?${new URLSearchParams(parameters)}>; rel="${rel}"`;
  };
  const links = [
    at(1, "first"),
    ...(page > 1 ? [at(page - 1, "prev")] : []),
    ...(page < last ? [at(page + 1, "next")] : []),
    at(last, "last"),
  ];
  headers.set("total-number", String(total));
  headers.set("link", links.join(", "));
}
