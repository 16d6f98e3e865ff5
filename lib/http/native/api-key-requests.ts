import { z } from "zod";
import { allowedIp, keyDialects, scopes } from "@/lib/access";
import { day } from "@/lib/time";
import { pageQuery } from "../paging";
import { givenInstant, idOf } from "./fields";

export const ApiKeyParams = z.strictObject({ id: idOf("key") });
export const ApiKeyQuery = z.strictObject(pageQuery);

const expiresAt = givenInstant
  .nullable()
  .optional()
  .meta({ description: "When the key expires. Null or omitted: never.", example: null });

const allowedIps = z
  .array(allowedIp)
  .max(50)
  .optional()
  .meta({
    description: "Addresses and CIDR ranges the key may be used from. Empty: any.",
    example: ["203.0.113.0/24"],
  });

export const CreateApiKeyBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100).meta({ example: "Checkout service" }),
    scopes: z
      .array(z.enum(scopes))
      .min(1)
      .transform((given) => [...new Set(given)])
      .meta({
        description: "A key can only grant scopes it has.",
        example: ["verifications:write", "verifications:read"],
      }),
    dialect: z.enum(keyDialects).nullable().optional().meta({
      description:
        "The vendor API this key is for. It selects the behavior of URLs that vendors share: at `/oidc/token`, Logto clients must name a resource and Transmit clients get Transmit's claims.",
      example: null,
    }),
    allowedIps,
    expiresAt,
  })
  .meta({ id: "CreateApiKey" });

export const UpdateApiKeyBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional().meta({ example: "Checkout service" }),
    allowedIps,
  })
  .meta({ id: "UpdateApiKey" });

export const RotateApiKeyBody = z
  .strictObject({
    overlapSeconds: z
      .int()
      .min(0)
      .max(7 * day)
      .default(day)
      .meta({ description: "How long the old key keeps working. 0 ends it immediately." }),
    expiresAt,
  })
  .meta({ id: "RotateApiKey" });
