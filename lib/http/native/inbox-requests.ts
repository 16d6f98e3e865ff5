import { z } from "zod";
import { pageQuery } from "../paging";
import { givenInstant, recipientInQuery } from "./fields";

export const InboxQuery = z
  .strictObject({
    ...pageQuery,
    to: recipientInQuery.optional().meta({
      description: "An email address or phone number, case-insensitive.",
      example: "jane@example.com",
    }),
    after: givenInstant.optional().meta({
      description: "Only messages created after this date: pass the `createdAt` of the last one you read.",
    }),
    waitSeconds: z.coerce.number().int().min(0).max(30).default(0).meta({
      description: "How long to wait for a message if there is none yet (long polling).",
    }),
  })
  .meta({ id: "InboxQuery" });
