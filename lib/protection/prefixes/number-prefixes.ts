/**
 * The operator block of a number in E.164: its calling code and the first three or four digits of the national number.
 * Regulators assign numbers to operators by their first digits, and whoever earns from messages has the numbers of such a block.
 * Behind calling codes of three digits, national numbers have seven to nine digits, and three name the operator. Elsewhere four
 * do: 7400 in Great Britain, 1512 in Germany, 612 and one more in France, in North America the area code and the exchange's
 * first digit. Only the calling codes 1 and 7 have one digit, so that a block has five digits there and six everywhere else. It
 * holds between ten thousand and a few million numbers. The expression is also one of PostgreSQL.
 */
export const blockPattern = "^\\+(?:[17][0-9]{4}|[2-689][0-9]{5})";

const block = new RegExp(blockPattern);

/** Null: the number is too short to have one. */
export function blockOf(number: string): string | null {
  return block.exec(number)?.[0] ?? null;
}

/** All beginnings of a number with at least one digit, the longest first. */
export function beginningsOf(number: string): string[] {
  return Array.from({ length: number.length - 1 }, (_, cut) => number.slice(0, number.length - cut));
}
