import { z } from "zod";
import { eventTypes } from "@/lib/events";
import { pageQuery } from "../paging";
import { idOf } from "./fields";

export const EventParams = z.strictObject({ id: idOf("evt") });

export const EventQuery = z.strictObject({
  ...pageQuery,
  type: z.enum(eventTypes).optional(),
  verificationId: idOf("ver").optional(),
});
