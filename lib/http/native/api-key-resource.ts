import { z } from "zod";
import {
  type ApiKey,
  type KeyDialect,
  keyDialects,
  type NewApiKey,
  type ProjectScope,
  scopes,
} from "@/lib/access";
import { secondsUntil } from "@/lib/time";
import { instant, showId, showInstant, shownId } from "./fields";

const shape = {
  id: shownId("key"),
  name: z.string().meta({ example: "Checkout service" }),
  prefix: z
    .string()
    .meta({ description: "The start of the key, to recognise it by.", example: "csk_4f0k2m9x" }),
  scopes: z.array(z.enum(scopes)).meta({ example: ["verifications:write", "verifications:read"] }),
  dialect: z.enum(keyDialects).nullable().meta({ description: "The vendor API this key is for." }),
  allowedIps: z.array(z.string()).meta({
    description: "Addresses and CIDR ranges it may be used from. Empty: any.",
    example: ["203.0.113.0/24"],
  }),
  createdAt: instant,
  expiresAt: instant.nullable().meta({ description: "Null: it does not expire. RFC 3339, UTC." }),
  expiresInSeconds: z
    .int()
    .nullable()
    .meta({ description: "The time left. 0: the key has expired and is refused." }),
  lastUsedAt: instant.nullable().meta({ description: "Accurate to about a minute. RFC 3339, UTC." }),
};

export const ApiKeyResource = z.strictObject(shape).meta({ id: "ApiKey" });

export const NewApiKeyResource = z
  .strictObject({
    ...shape,
    secret: z.string().nullable().meta({
      description:
        "The whole key. It is shown only once and not stored. Null in a response replayed for an `Idempotency-Key`.",
      example: "csk_4f0k2m9x_Vb2rT6yQm1xZp8Lk0sWn3cHd5uJf7gAe9iOo4tRq-_E",
    }),
  })
  .meta({ id: "NewApiKey" });

export function toApiKeyResource(key: ApiKey): z.input<typeof ApiKeyResource> {
  return {
    id: showId("key", key.id),
    name: key.name,
    prefix: `csk_${key.prefix}`,
    scopes: key.scopes as ProjectScope[],
    dialect: key.dialect as KeyDialect | null,
    allowedIps: key.allowedIps,
    createdAt: showInstant(key.createdAt),
    expiresAt: showInstant(key.expiresAt),
    expiresInSeconds: key.expiresAt && secondsUntil(key.expiresAt, key.now),
    lastUsedAt: showInstant(key.lastUsedAt),
  };
}

export function toNewApiKeyResource({ key, secret }: NewApiKey): z.input<typeof NewApiKeyResource> {
  return { ...toApiKeyResource(key), secret };
}

/** The response to store for replays: without the secret. */
export function withoutSecret(shown: z.output<typeof NewApiKeyResource>): z.output<typeof NewApiKeyResource> {
  return { ...shown, secret: null };
}
