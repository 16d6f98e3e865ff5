import { z } from "zod";

export const Paging = z.strictObject({ page: z.int(), totalPages: z.int(), totalItems: z.int() });

/** Clients loop while `page < totalPages`, so the count is exact. */
export function pagingOf(
  { page, pageSize }: { page: number; pageSize: number },
  total: number,
): z.input<typeof Paging> {
  return { page, totalPages: Math.ceil(total / pageSize), totalItems: total };
}
