import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { updateProvider } from "@/lib/delivery";
import type { LogtoMessageConnector } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { updateConnector } from "@/lib/social";
import { changeSettings } from "../change-settings";
import { type LogtoError, logtoError } from "../errors";
import { jsonObject } from "../wire";
import { carrierFor, metadata } from "./create";
import { checkConfig, invalidConfig, withoutSecrets } from "./factories";
import type { MessageFactory, SocialFactory } from "./factory";
import { type FoundConnector, factoryOf, findFound } from "./resource";
import { templatesOf } from "./templates-of";

export const ChangeConnectorBody = z.object({
  config: jsonObject.optional(),
  metadata: metadata.optional(),
  syncProfile: z.boolean().optional(),
  enableTokenStorage: z.boolean().optional(),
});
type Body = z.output<typeof ChangeConnectorBody>;

export const changeConnectorRefusals = [
  "entity.not_found",
  "connector.invalid_config",
  "connector.can_not_modify_target",
  "connector.cannot_overwrite_metadata_for_non_standard_connector",
  "connector.invalid_type_for_syncing_profile",
  "connector.token_storage_not_supported",
] as const;
type Refusal = LogtoError<(typeof changeConnectorRefusals)[number]>;

/** Changes a connector. A config replaces the previous one as a whole, but omitted secrets are kept. */
export async function changeConnector(
  ctx: Ctx,
  id: string,
  body: Body,
): Promise<Result<FoundConnector, Refusal>> {
  const found = await findFound(ctx.project, id);
  if (!found) return logtoError("entity.not_found", { status: 404 });
  const factory = factoryOf(found);
  if (body.enableTokenStorage) return logtoError("connector.token_storage_not_supported", { status: 422 });
  if (body.syncProfile && found.sort !== "social")
    return logtoError("connector.invalid_type_for_syncing_profile", { status: 422 });
  const config = body.config === undefined ? null : checkConfig(factory, body.config);
  if (config && !config.ok) return config;
  const given = { ...body, config: config?.value };
  switch (found.sort) {
    case "provider":
      // Made in the console, with other members than any factory's config.
      return body.config || body.metadata ? invalidConfig() : ok(found);
    case "message":
      return changeSender(ctx, found.connector, factory as MessageFactory, given);
    case "social":
      return changeSocial(ctx, found, factory as SocialFactory, given);
  }
}

type Given = Omit<Body, "config"> & { config?: Record<string, unknown> };

async function changeSender(
  ctx: Ctx,
  before: LogtoMessageConnector,
  factory: MessageFactory,
  { config }: Given,
): Promise<Result<FoundConnector, Refusal>> {
  if (!config) return ok({ sort: "message", connector: before });
  const carried = await carryBy(ctx, before, factory, config);
  if (!carried.ok) return carried;
  const connector = {
    ...before,
    providerId: carried.value,
    config: withoutSecrets(factory, config),
    templates: templatesOf(config),
  };
  await changeSettings(ctx, ({ messageConnectors }) => ({
    messageConnectors: messageConnectors.map((one) => (one.id === before.id ? connector : one)),
  }));
  return ok({ sort: "message", connector });
}

async function carryBy(
  ctx: Ctx,
  { providerId }: LogtoMessageConnector,
  factory: MessageFactory,
  config: Record<string, unknown>,
) {
  const translated = factory.carrier?.toConfig(config);
  if (providerId === null || !factory.carrier) return carrierFor(ctx, factory, config, true);
  if (!translated) return invalidConfig();
  const updated = await updateProvider(ctx, providerId, { config: translated });
  if (updated.ok) return ok(providerId);
  if (updated.refusal.code === "provider_not_found") return carrierFor(ctx, factory, config, true);
  return invalidConfig(
    "violations" in updated.refusal ? { violations: updated.refusal.violations } : undefined,
  );
}

async function changeSocial(
  ctx: Ctx,
  { connector, context }: Extract<FoundConnector, { sort: "social" }>,
  factory: SocialFactory,
  { config, metadata, syncProfile }: Given,
): Promise<Result<FoundConnector, Refusal>> {
  if (metadata?.target !== undefined && metadata.target !== connector.target)
    return logtoError(
      factory.isStandard
        ? "connector.can_not_modify_target"
        : "connector.cannot_overwrite_metadata_for_non_standard_connector",
    );
  const translated = config && factory.toConfig(config);
  if (config && !translated) return invalidConfig();
  const next = {
    ...context,
    ...(config && { config: withoutSecrets(factory, config) }),
    ...(metadata && { metadata: { ...context.metadata, ...metadata } }),
    ...(syncProfile !== undefined && { syncProfile }),
  };
  const updated = await updateConnector(ctx, connector.id, {
    ...(translated && { config: translated }),
    ...(metadata?.name?.en && { name: metadata.name.en }),
    wireContext: { ...(connector.wireContext as object | null), logto: next },
  });
  if (updated.ok) return ok({ sort: "social", connector: updated.value, context: next });
  return updated.refusal.code === "connector_not_found"
    ? logtoError("entity.not_found", { status: 404 })
    : invalidConfig({ violations: updated.refusal.violations });
}
