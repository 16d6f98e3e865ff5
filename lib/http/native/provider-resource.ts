import { z } from "zod";
import type { Provider, ProviderKind, ProviderTest } from "@/lib/delivery";
import { apiLanguage } from "@/lib/i18n";
import { channels } from "@/lib/projects";
import { instant, showId, showInstant, shownId } from "./fields";

const channel = z.enum(channels);

export const ProviderResource = z
  .strictObject({
    id: shownId("prv"),
    kind: z.string(),
    name: z.string(),
    channels: z.array(channel),
    position: z
      .int()
      .meta({ description: "Lower is tried first, unless the channel has an order of its own." }),
    statusCallbackUrl: z.string().nullable().meta({
      description:
        "Where this provider reports statuses. Null: it reports none. Twilio gets it with every message; in Resend, add it as a webhook.",
    }),
    enabled: z.boolean(),
    paid: z.boolean().meta({
      description:
        "Whether you pay for each message. Always true for Twilio and Vonage; for an HTTP endpoint, its config decides. The spend cap counts messages to phones on channels that a paid provider carries.",
    }),
    health: z
      .strictObject({
        state: z.enum(["ok", "paused", "failing"]),
        pausedUntil: instant.nullable(),
        failures: z.int(),
        lastError: z.string().nullable(),
      })
      .meta({
        description:
          "After three failures in a row, or when it asks for it, a provider is paused and the next one is used. `failing`: the pause is over, but no message has succeeded since.",
      }),
    config: z.record(z.string(), z.unknown()).meta({ description: "Without secret members." }),
    secretsSet: z.array(z.string()).meta({ description: "Names of the secret members that are set." }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({
    id: "Provider",
    example: {
      id: "prv_01jdkm8v1fe2r8zq4s5t6v7w8x",
      kind: "smtp",
      name: "Our mail server",
      channels: ["email"],
      position: 0,
      statusCallbackUrl: null,
      enabled: true,
      paid: false,
      health: { state: "ok", pausedUntil: null, failures: 0, lastError: null },
      config: {
        host: "smtp.example.com",
        port: 587,
        security: "starttls",
        user: "acme",
        from: "Acme <no-reply@example.com>",
      },
      secretsSet: ["password"],
      createdAt: "2026-01-31T09:30:00.000Z",
      updatedAt: "2026-01-31T09:30:00.000Z",
    },
  });

export const ProviderKindResource = z
  .strictObject({
    kind: z.string().meta({ example: "smtp" }),
    title: z.string().meta({ example: "SMTP" }),
    description: z.string().meta({ example: "Any mail server that accepts mail for delivery." }),
    channels: z.array(channel),
    schema: z.record(z.string(), z.unknown()).meta({
      description: "JSON Schema (2020-12) of `config`. Secret members are `writeOnly`.",
      example: { type: "object", properties: { host: { type: "string" } } },
    }),
  })
  .meta({ id: "ProviderKind" });

export const ProviderTestResource = z
  .strictObject({
    outcome: z.enum(["accepted", "refused", "unavailable"]),
    channel,
    explanation: z
      .string()
      .meta({ description: "The provider's reply.", example: "250 2.0.0 Ok: queued as 4b2F1" }),
    providerCode: z.string().nullable().meta({ description: "The provider's code, if it gave one." }),
    meaning: z.string().nullable().meta({ description: "What the code means, in one sentence." }),
    providerName: z
      .string()
      .meta({ description: "The service that was called.", example: "the mail server at smtp.example.com" }),
  })
  .meta({ id: "ProviderTest" });

export function toProviderResource(provider: Provider): z.input<typeof ProviderResource> {
  return {
    id: showId("prv", provider.id),
    kind: provider.kind,
    name: provider.name,
    channels: provider.channels,
    position: provider.position,
    statusCallbackUrl: provider.statusCallbackUrl,
    enabled: provider.isEnabled,
    paid: provider.isPaid,
    health: { ...provider.health, pausedUntil: showInstant(provider.health.pausedUntil) },
    config: provider.config,
    secretsSet: provider.secretsSet,
    createdAt: showInstant(provider.createdAt),
    updatedAt: showInstant(provider.updatedAt),
  };
}

export function toProviderKindResource(kind: ProviderKind): z.input<typeof ProviderKindResource> {
  const { title, description, jsonSchema } = kind.textsIn(apiLanguage);
  return { kind: kind.kind, title, description, channels: [...kind.channels], schema: { ...jsonSchema } };
}

export function toProviderTestResource(test: ProviderTest): z.input<typeof ProviderTestResource> {
  const { outcome, channel, explanation, providerCode, meaning, providerName } = test;
  return { outcome, channel, explanation, providerCode, meaning, providerName };
}
