import { z } from "zod";
import { isWritable } from "@/lib/time";

/** Where a page ends: rows are ordered by instant and id, newest first. */
export interface Position {
  createdAt: Date;
  id: string;
}

function decode(cursor: string): Position | null {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  return match ? { createdAt: new Date(Number(match[1])), id: match[2]! } : null;
}

export function encodeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`, "latin1").toString("base64url");
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** `?limit=` and `?cursor=` of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(20).meta({ description: "How many, 1 to 100." }),
  cursor: z
    .string()
    .max(200)
    .transform((text, context) => {
      const position = decode(text);
      if (position && uuid.test(position.id) && isWritable(position.createdAt)) return position;
      context.addIssue({ code: "custom", message: "not a cursor of this list" });
      return z.NEVER;
    })
    .optional()
    .meta({ description: "`nextCursor` of the page before." }),
};

export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({ data: z.array(item), nextCursor: z.string().nullable() });
}

/** Cuts a page from the rows. One more than `limit` was requested, to find out whether there is a next page. */
export function toPage<Row extends Position, T>(
  rows: readonly Row[],
  limit: number,
  toResource: (row: Row) => T,
): { data: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(toResource), nextCursor: rows.length > limit && last ? encodeCursor(last) : null };
}
