import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { apiLanguage } from "@/lib/i18n";
import { newId } from "@/lib/id";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { type CountryChoice, countriesFor, setCountries } from "./choose-countries";
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
  /** Sets the project's countries. Required for its first provider that charges for messages, unless it has a list. */
  countries?: CountryChoice;
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
    name: input.name ?? kind.textsIn(apiLanguage).title,
    channels: channels.value,
    position: input.position,
    isEnabled: input.isEnabled ?? true,
    ...seal(id, kind, config.value),
  };
  const countries = await countriesFor(ctx, row, input.countries);
  if (!countries.ok) return countries;
  const created = await db().transaction(async (tx) => {
    await setCountries(ctx, countries.value, tx);
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
  if (countries.value !== undefined) forgetKeys();
  return ok(toProvider(created));
}
