import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { createProvider } from "@/lib/delivery";
import { randomCharacters } from "@/lib/id";
import type { LogtoMessageConnector } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { createConnector } from "@/lib/social";
import { changeSettings } from "../change-settings";
import { type LogtoError, logtoError } from "../errors";
import { column, jsonObject, listQuery } from "../wire";
import { checkConfig, findFactory, invalidConfig, withoutSecrets } from "./factories";
import type { MessageFactory, SocialFactory } from "./factory";
import { removeSameType } from "./remove-same-type";
import { contextOf, type FoundConnector, listFoundConnectors, type SocialContext } from "./resource";
import { templatesOf } from "./templates-of";

export const metadata = z.object({
  target: z.string().min(1).max(128).optional(),
  name: z.object({ en: z.string() }).and(z.record(z.string())).optional(),
  logo: z.string().max(2048).optional(),
  logoDark: z.string().max(2048).nullable().optional(),
});

export const ListConnectorsQuery = listQuery({ target: z.string().optional() });

export const CreateConnectorBody = z.object({
  config: jsonObject.optional(),
  connectorId: column(128),
  metadata: metadata.optional(),
  syncProfile: z.boolean().optional(),
  enableTokenStorage: z.boolean().optional(),
  id: column(128)
    .regex(/^[0-9A-Za-z_-]*$/)
    .optional(),
});
type Body = z.output<typeof CreateConnectorBody>;

export const createConnectorRefusals = [
  "connector.not_found_with_connector_id",
  "connector.should_specify_target",
  "connector.cannot_overwrite_metadata_for_non_standard_connector",
  "connector.multiple_instances_not_supported",
  "connector.multiple_target_with_same_platform",
  "connector.invalid_config",
  "connector.token_storage_not_supported",
  "entity.duplicate_value_of_unique_field",
] as const;
type Refusal = LogtoError<(typeof createConnectorRefusals)[number]>;

/** Creates a connector. A message connector replaces the previous one of its type. */
export async function makeConnector(ctx: Ctx, body: Body): Promise<Result<FoundConnector, Refusal>> {
  const factory = findFactory(ctx.project, body.connectorId);
  if (!factory) return logtoError("connector.not_found_with_connector_id", { status: 422 });
  if (body.enableTokenStorage) return logtoError("connector.token_storage_not_supported", { status: 422 });
  const config = body.config === undefined ? ok({}) : checkConfig(factory, body.config);
  if (!config.ok) return config;
  const given = { ...body, config: config.value };
  return factory.type === "Social"
    ? makeSocial(ctx, factory, given)
    : makeSender(ctx, factory, given, body.config !== undefined);
}

type Given = Body & { config: Record<string, unknown> };

async function makeSender(
  ctx: Ctx,
  factory: MessageFactory,
  { id = randomCharacters(12), config }: Given,
  isConfigured: boolean,
): Promise<Result<FoundConnector, Refusal>> {
  const carried = await carrierFor(ctx, factory, config, isConfigured);
  if (!carried.ok) return carried;
  await removeSameType(ctx, factory.type, carried.value ?? undefined);
  const connector: LogtoMessageConnector = {
    id,
    type: factory.type,
    factoryId: factory.id,
    providerId: carried.value,
    config: withoutSecrets(factory, config),
    templates: templatesOf(config),
  };
  await changeSettings(ctx, ({ messageConnectors }) => ({
    messageConnectors: [...messageConnectors.filter(({ type }) => type !== factory.type), connector],
  }));
  return ok({ sort: "message", connector });
}

/** The provider that sends its messages. Null: it is a mock, or not configured yet. */
export async function carrierFor(
  ctx: Ctx,
  { carrier, type, name }: MessageFactory,
  config: Record<string, unknown>,
  isConfigured: boolean,
): Promise<Result<string | null, LogtoError<"connector.invalid_config">>> {
  if (!carrier || !isConfigured) return ok(null);
  const translated = carrier.toConfig(config);
  if (!translated) return invalidConfig();
  const made = await createProvider(ctx, {
    kind: carrier.kind,
    name,
    channels: [type === "Email" ? "email" : "sms"],
    config: translated,
  });
  if (made.ok) return ok(made.value.id);
  return invalidConfig("violations" in made.refusal ? { violations: made.refusal.violations } : undefined);
}

async function makeSocial(
  ctx: Ctx,
  factory: SocialFactory,
  given: Given,
): Promise<Result<FoundConnector, Refusal>> {
  const { id, config, metadata = {}, syncProfile = false } = given;
  if (factory.isStandard && !metadata.target) return logtoError("connector.should_specify_target");
  if (!factory.isStandard && metadata.target)
    return logtoError("connector.cannot_overwrite_metadata_for_non_standard_connector");
  const others = await listFoundConnectors(ctx.project);
  const isSecond = others.some((one) => one.sort === "social" && one.context.factoryId === factory.id);
  if (isSecond && !factory.isStandard)
    return logtoError("connector.multiple_instances_not_supported", { status: 422 });
  if (id !== undefined && others.some((one) => one.sort === "social" && one.context.id === id))
    return logtoError("entity.duplicate_value_of_unique_field", { status: 422, slots: { field: "id" } });

  const translated = factory.toConfig(config);
  if (!translated) return invalidConfig();
  const target = metadata.target ?? factory.target;
  const context: SocialContext = {
    ...(id !== undefined && { id }),
    factoryId: factory.id,
    config: withoutSecrets(factory, config),
    metadata,
    syncProfile,
  };
  const made = await createConnector(ctx, {
    kind: factory.kind,
    isTest: factory.isTest,
    target,
    name: metadata.name?.en ?? factory.name,
    config: translated,
    wireContext: { logto: context },
  });
  if (made.ok) return ok({ sort: "social", connector: made.value, context: contextOf(made.value) });
  switch (made.refusal.code) {
    case "connector_target_taken":
      return logtoError("connector.multiple_target_with_same_platform", {
        status: 422,
        data: { connectorId: factory.id, connectorName: { en: factory.name } },
      });
    case "connector_config_invalid":
      return invalidConfig({ violations: made.refusal.violations });
    case "connector_kind_unknown":
      throw new Error(`The factory ${factory.id} names a kind that is none.`);
  }
}
