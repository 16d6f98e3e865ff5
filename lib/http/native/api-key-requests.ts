import { z } from "zod";
import { keyDialects, scopes } from "@/lib/access";
import { day } from "@/lib/time";
import { pageQuery } from "../paging";
import { givenInstant, idOf } from "./fields";

export const ApiKeyParams = z.strictObject({ id: idOf("key") });
export const ApiKeyQuery = z.strictObject(pageQuery);

const expiresAt = givenInstant
  .nullable()
  .optional()
  .meta({ description: "When it stops working. Left out or null: when it is deleted.", example: null });

export const CreateApiKeyBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100).meta({ example: "Checkout service" }),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .transform((given) => [...new Set(given)])
      .meta({
        description: "A key can give only scopes that it has itself.",
        example: ["verifications:write", "verifications:read"],
      }),
    dialect: z.enum(keyDialects).nullable().optional().meta({
      description:
        "The dialect that its client speaks. It decides where vendors disagree about one URL: Logto's clients must name a resource at `/oidc/token`, Transmit's get its claims.",
      example: null,
    }),
    expiresAt,
  })
  .meta({ id: "CreateApiKey" });

export const RotateApiKeyBody = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(7 * day)
      .default(day)
      .meta({ description: "For how long the old key still works. 0 ends it now." }),
    expiresAt,
  })
  .meta({ id: "RotateApiKey" });
