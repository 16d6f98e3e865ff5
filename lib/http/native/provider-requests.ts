import { z } from "zod";
import type { Result } from "@/lib/result";
import { type Identifier, type IdentifierRefusal, parseIdentifier } from "@/lib/users";
import { idOf } from "./fields";

export const ProviderParams = z.strictObject({ id: idOf("prv") });

const shape = {
  name: z.string().trim().min(1).max(80).optional(),
  channels: z
    .array(z.enum(["email", "sms"]))
    .min(1)
    .max(2)
    .refine((channels) => new Set(channels).size === channels.length, "each channel once")
    .optional()
    .meta({ description: "A part of what the kind carries; all of it by default." }),
  position: z.int().min(0).max(10_000).optional().meta({
    description: "Lower is tried first. Last by default. The inbox only carries what no other does.",
  }),
  enabled: z.boolean().optional().meta({ description: "True by default." }),
};
const config = z
  .record(z.string().max(64), z.unknown())
  .optional()
  .meta({ description: "As the kind's schema says (GET /provider-kinds). Secret members are write-only." });

const smtp = { host: "smtp.example.com", user: "acme", password: "…", from: "Acme <no-reply@example.com>" };

export const CreateProviderBody = z
  .strictObject({ kind: z.string().min(1).max(40).meta({ example: "smtp" }), ...shape, config })
  .meta({ id: "CreateProvider", example: { kind: "smtp", name: "Our mail server", config: smtp } });

export const UpdateProviderBody = z
  .strictObject({
    ...shape,
    config: config.meta({ description: "What is left out stays as it is; null takes a member away." }),
  })
  .meta({ id: "UpdateProvider", example: { position: 0, enabled: true } });

export const TestProviderBody = z
  .strictObject({
    to: z
      .string()
      .max(1000)
      .meta({ description: "An email address, or a phone number in E.164.", example: "jane@example.com" }),
  })
  .meta({ id: "TestProvider" });

/** The body as verbs take it. What was left out stays left out: only what is named is changed, and recorded. */
export function givenProvider<T extends { enabled?: boolean }>({ enabled, ...given }: T) {
  return { ...given, ...(enabled !== undefined && { isEnabled: enabled }) };
}

/** Whom a test goes to: whatever has an @ is meant as an address. */
export function testRecipient(to: string): Result<Identifier, IdentifierRefusal> {
  return parseIdentifier(to.includes("@") ? { email: to } : { phone: to });
}
