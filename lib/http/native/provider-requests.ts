import { z } from "zod";
import { channels, projectSettings } from "@/lib/projects";
import type { Result } from "@/lib/result";
import { type Identifier, type IdentifierRefusal, parseIdentifier } from "@/lib/users";
import { idOf } from "./fields";
import { testTo } from "./identifier-fields";

export const ProviderParams = z.strictObject({ id: idOf("prv") });

const countries = projectSettings.shape.countries.unwrap();

const shape = {
  name: z.string().trim().min(1).max(80).optional(),
  channels: z
    .array(z.enum(channels))
    .min(1)
    .max(channels.length)
    .refine((channels) => new Set(channels).size === channels.length, "each channel once")
    .optional()
    .meta({
      description:
        "The channels to use, out of those the kind supports. Defaults to all for which the config has everything, such as a sender.",
    }),
  position: z.int().min(0).max(10_000).optional().meta({
    description:
      "Lower is tried first. Defaults to last. The inbox is used only for channels no other provider supports.",
  }),
  enabled: z.boolean().optional().meta({ description: "Defaults to true." }),
  countries: z
    .union([countries.unwrap(), z.literal("suggested")])
    .nullable()
    .optional()
    .meta({
      description:
        "Sets the project's `countries`: codes, `suggested` for a set with little fraud, or null for all countries. Required for the project's first paid provider that reaches phones, unless the project has a list.",
    }),
};
const config = z
  .record(z.string().max(64), z.unknown())
  .optional()
  .meta({ description: "See the kind's schema in GET /provider-kinds. Secret members are write-only." });

const smtp = { host: "smtp.example.com", user: "acme", password: "…", from: "Acme <no-reply@example.com>" };

export const CreateProviderBody = z
  .strictObject({ kind: z.string().min(1).max(40).meta({ example: "smtp" }), ...shape, config })
  .meta({ id: "CreateProvider", example: { kind: "smtp", name: "Our mail server", config: smtp } });

export const UpdateProviderBody = z
  .strictObject({
    ...shape,
    config: config.meta({ description: "Omitted members keep their value; null removes one." }),
  })
  .meta({ id: "UpdateProvider", example: { position: 0, enabled: true } });

export const ProviderOrderParams = z.strictObject({ channel: z.enum(channels) });

export const ProviderOrderBody = z
  .strictObject({ providerIds: z.array(idOf("prv")).max(100) })
  .meta({ id: "ProviderOrder", example: { providerIds: ["prv_01jdkm8v1fe2r8zq4s5t6v7w8x"] } });

export const TestProviderBody = z
  .strictObject({
    to: testTo,
    channel: z
      .enum(channels)
      .optional()
      .meta({ description: "Defaults to the first channel of the provider that reaches the recipient." }),
  })
  .meta({ id: "TestProvider" });

/** The body as verb input. Omitted members stay omitted, so they are neither changed nor recorded. */
export function givenProvider<T extends { enabled?: boolean }>({ enabled, ...given }: T) {
  return { ...given, ...(enabled !== undefined && { isEnabled: enabled }) };
}

/** Parses the recipient of a test. Anything with an @ is an email address. */
export function testRecipient(to: string): Result<Identifier, IdentifierRefusal> {
  return parseIdentifier(to.includes("@") ? { email: to } : { phone: to });
}
