import { actorOf, type Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { newId } from "@/lib/id";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { seal } from "./config";
import { findProviderKind, providerKinds } from "./kinds";
import { channelsFor } from "./provider-channels";
import { forgetProviders } from "./provider-order";
import { type Provider, toProvider } from "./provider-record";
import type { CreateProviderRefusal } from "./refusals";
import { insertRow } from "./repository";

export interface CreateProvider {
  kind: string;
  name?: string;
  /** Some of the kind's channels. Defaults to all for which the config is complete. */
  channels?: Channel[];
  /** Defaults to last. */
  position?: number;
  config?: Record<string, unknown>;
  isEnabled?: boolean;
}

/** Creates a provider. It is used from the next message on. */
export async function createProvider(
  ctx: Ctx,
  input: CreateProvider,
): Promise<Result<Provider, CreateProviderRefusal>> {
  const kind = findProviderKind(input.kind);
  if (!kind)
    return refuse({ code: "provider_kind_unknown", known: providerKinds.map((known) => known.kind) });
  const config = kind.parse(input.config ?? {});
  if (!config.ok) return config;
  const channels = channelsFor(kind, config.value, input.channels);
  if (!channels.ok) return channels;

  const id = newId();
  const row = {
    id,
    projectId: ctx.project.id,
    kind: kind.kind,
    name: input.name ?? kind.title,
    channels: channels.value,
    position: input.position,
    isEnabled: input.isEnabled ?? true,
    ...seal(id, kind, config.value),
  };
  const created = await db().transaction(async (tx) => {
    const inserted = await insertRow(row, tx);
    await appendEvent(
      {
        projectId: ctx.project.id,
        type: "provider.created",
        actor: actorOf(ctx.caller),
        requestId: ctx.requestId,
        data: { providerId: id, kind: row.kind, name: row.name },
      },
      tx,
    );
    return inserted;
  });
  forgetProviders();
  return ok(toProvider(created));
}
