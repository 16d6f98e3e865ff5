import { z } from "zod";
import { type ApiKey, type KeyDialect, keyDialects, type NewApiKey, type Scope, scopes } from "@/lib/access";
import { secondsUntil } from "@/lib/time";
import { instant, showId, showInstant, shownId } from "./fields";

const shape = {
  id: shownId("key"),
  name: z.string().meta({ example: "Checkout service" }),
  prefix: z
    .string()
    .meta({ description: "How the key begins: enough to recognise it.", example: "csk_4f0k2m9x" }),
  scopes: z.array(z.enum(scopes)).meta({ example: ["verifications:write", "verifications:read"] }),
  dialect: z.enum(keyDialects).nullable().meta({ description: "What its client speaks." }),
  createdAt: instant,
  expiresAt: instant.nullable().meta({ description: "Null: it lives until it is deleted. RFC 3339, UTC." }),
  expiresInSeconds: z
    .int()
    .nullable()
    .meta({ description: "The same end as a duration. 0: it is over, and the key is refused." }),
  lastUsedAt: instant.nullable().meta({ description: "About a minute exact. RFC 3339, UTC." }),
};

export const ApiKeyResource = z.strictObject(shape).meta({ id: "ApiKey" });

export const NewApiKeyResource = z
  .strictObject({
    ...shape,
    secret: z.string().nullable().meta({
      description:
        "The whole key, shown this once and kept nowhere. Null when the answer is replayed for an `Idempotency-Key`.",
      example: "csk_4f0k2m9x_Vb2rT6yQm1xZp8Lk0sWn3cHd5uJf7gAe9iOo4tRq-_E",
    }),
  })
  .meta({ id: "NewApiKey" });

export function toApiKeyResource(key: ApiKey): z.input<typeof ApiKeyResource> {
  return {
    id: showId("key", key.id),
    name: key.name,
    prefix: `csk_${key.prefix}`,
    scopes: key.scopes as Scope[],
    dialect: key.dialect as KeyDialect | null,
    createdAt: showInstant(key.createdAt),
    expiresAt: showInstant(key.expiresAt),
    expiresInSeconds: key.expiresAt && secondsUntil(key.expiresAt, key.now),
    lastUsedAt: showInstant(key.lastUsedAt),
  };
}

export function toNewApiKeyResource({ key, secret }: NewApiKey): z.input<typeof NewApiKeyResource> {
  return { ...toApiKeyResource(key), secret };
}

/** What may be stored of an answer that showed a secret. */
export function withoutSecret(shown: z.output<typeof NewApiKeyResource>): z.output<typeof NewApiKeyResource> {
  return { ...shown, secret: null };
}
