import { z } from "zod";
import { apiLanguage } from "@/lib/i18n";
import type { Connector, ConnectorKind, ConnectorTest } from "@/lib/social";
import { instant, showId, showInstant, shownId } from "./fields";

export const ConnectorResource = z
  .strictObject({
    id: shownId("con"),
    kind: z.string(),
    target: z.string().meta({ description: "The name that its accounts are stored under." }),
    name: z.string(),
    logoUrl: z.string().nullable(),
    enabled: z.boolean(),
    config: z.record(z.string(), z.unknown()).meta({ description: "Without secret members." }),
    secretsSet: z.array(z.string()).meta({ description: "Names of the secret members that are set." }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({
    id: "Connector",
    example: {
      id: "con_01jdkm8v1fe2r8zq4s5t6v7w8x",
      kind: "google",
      target: "google",
      name: "Google",
      logoUrl: null,
      enabled: true,
      config: { clientId: "4711.apps.googleusercontent.com" },
      secretsSet: ["clientSecret"],
      createdAt: "2026-01-31T09:30:00.000Z",
      updatedAt: "2026-01-31T09:30:00.000Z",
    },
  });

export const ConnectorKindResource = z
  .strictObject({
    kind: z.string().meta({ example: "google" }),
    title: z.string().meta({ example: "Google" }),
    description: z.string().meta({ example: "Google accounts, including Google Workspace." }),
    target: z.string().meta({ description: "The default target of its connectors.", example: "google" }),
    schema: z.record(z.string(), z.unknown()).meta({
      description: "JSON Schema (2020-12) of `config`. Secret members are `writeOnly`.",
      example: { type: "object", properties: { clientId: { type: "string" } } },
    }),
  })
  .meta({ id: "ConnectorKind" });

export const ConnectorTestResource = z
  .strictObject({
    outcome: z
      .enum([
        "accepted",
        "authorization_denied",
        "provider_refused",
        "provider_unavailable",
        "provider_answer_invalid",
      ])
      .meta({ description: "`accepted`, or the problem code a sign-in would fail with." }),
    explanation: z.string().meta({
      description: "What the test found.",
      example: "The metadata, keys and client credentials are valid.",
    }),
  })
  .meta({ id: "ConnectorTest" });

export function toConnectorResource(connector: Connector): z.input<typeof ConnectorResource> {
  return {
    id: showId("con", connector.id),
    kind: connector.kind,
    target: connector.target,
    name: connector.name,
    logoUrl: connector.logoUrl,
    enabled: connector.isEnabled,
    config: connector.config,
    secretsSet: connector.secretsSet,
    createdAt: showInstant(connector.createdAt),
    updatedAt: showInstant(connector.updatedAt),
  };
}

export function toConnectorKindResource(kind: ConnectorKind): z.input<typeof ConnectorKindResource> {
  const { title, description, jsonSchema } = kind.textsIn(apiLanguage);
  return { kind: kind.kind, title, description, target: kind.target, schema: { ...jsonSchema } };
}

export function toConnectorTestResource({
  outcome,
  explanation,
}: ConnectorTest): z.input<typeof ConnectorTestResource> {
  return { outcome, explanation };
}
