import { accountColumns, identifierColumns, userColumns } from "./columns";

/** `filter[]`; `filter`; and `filter[0]`, as qs and PHP's `http_build_query` write the first element of an array. */
export function isFilterName(name: string): boolean {
  return /^filter(\[\d*\])?$/.test(name);
}

/** Members that lists show, and words that other APIs filter by. */
const columnWords = new Set(
  [...Object.keys({ ...userColumns, ...identifierColumns, ...accountColumns }), "email", "phoneNumber"].map(
    (name) => name.toLowerCase(),
  ),
);
const filterWords = /^(filter|search|where|query|q$)/;

/**
 * Whether a parameter that no list reads was meant as a filter: `filter[userID]`, `Filter[]`, `filters[]`, `userID`,
 * `user_ids[]`. Ignoring it would return rows that the caller meant to exclude.
 */
export function looksLikeFilter(name: string): boolean {
  const word = name
    .toLowerCase()
    .replace(/%[0-9a-f]{2}|[[.:].*/gs, "")
    .replace(/[^a-z]/g, "");
  return filterWords.test(word) || columnWords.has(word) || columnWords.has(word.replace(/s$/, ""));
}
