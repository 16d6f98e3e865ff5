import { and, type Column, eq, gt, lt, or, type SQL } from "drizzle-orm";

/** The last row of the page before, in a list that is ordered by instant and id, newest first. */
export interface PageEnd {
  createdAt: Date;
  id: string;
}

/** The rows of such a list after `end`. Without `end`, all of them. */
export function isAfterPage(
  table: { createdAt: Column; id: Column },
  end: PageEnd | undefined,
): SQL | undefined {
  return (
    end &&
    or(lt(table.createdAt, end.createdAt), and(eq(table.createdAt, end.createdAt), lt(table.id, end.id)))
  );
}

/** The rows of such a list before `start`, which is its first row so far. Without `start`, all of them. */
export function isNewerThan(
  table: { createdAt: Column; id: Column },
  start: PageEnd | undefined,
): SQL | undefined {
  return (
    start &&
    or(
      gt(table.createdAt, start.createdAt),
      and(eq(table.createdAt, start.createdAt), gt(table.id, start.id)),
    )
  );
}

/** The pattern for `like` of values that contain the text, whatever characters it has. */
export function patternContaining(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
