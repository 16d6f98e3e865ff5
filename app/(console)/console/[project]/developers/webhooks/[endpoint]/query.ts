import { z } from "zod";
import { listQuery } from "../../../_parts/list-query";

/** The filters of an endpoint's messages in the URL. */
export const MessageSearch = z.object({
  ...listQuery,
  type: z.string().max(64).optional().catch(undefined),
  outcome: z.enum(["pending", "delivered", "failed", "skipped"]).optional().catch(undefined),
});
