import { z } from "zod";
import { pageQuery } from "../paging";
import { givenInstant, recipientInQuery } from "./fields";

export const InboxQuery = z
  .strictObject({
    ...pageQuery,
    to: recipientInQuery
      .optional()
      .meta({ description: "An address or number, whatever its case.", example: "jane@example.com" }),
    after: givenInstant
      .optional()
      .meta({ description: "Only what came later: `createdAt` of the last seen." }),
    waitSeconds: z.coerce.number().int().min(0).max(30).default(0).meta({
      description: "If there is nothing yet, wait this long for it (long poll). Answers as soon as there is.",
    }),
  })
  .meta({ id: "InboxQuery" });
