import { actorOf, type Ctx, forgetKeys, mergeConfig } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent, differencesOf } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import { countriesFor, setCountries } from "./choose-countries";
import { seal, unseal } from "./config";
import type { CreateProvider } from "./create-provider";
import { findProviderKind } from "./kinds";
import { channelsAfter, channelsFor } from "./provider-channels";
import { forgetProviders } from "./provider-order";
import { type Provider, toProvider } from "./provider-record";
import type { UpdateProviderRefusal } from "./refusals";
import { lockRow, type ProviderRow, updateRow } from "./repository";

/**
 * Omitted members keep their value; in `config`, null removes one. Secrets can be written but not read. Without `channels`, a
 * change of the config adds those that it completes, and removes those whose sender it removes.
 */
export type UpdateProvider = Omit<CreateProvider, "kind">;

export async function updateProvider(
  ctx: Ctx,
  id: string,
  { countries: choice, ...change }: UpdateProvider,
): Promise<Result<Provider, UpdateProviderRefusal>> {
  const updated = await db().transaction(async (tx) => {
    const row = await lockRow(ctx.project.id, id, tx);
    if (!row) return refuse({ code: "provider_not_found" });
    const next = apply(row, change);
    if (!next.ok) return next;
    const countries = await countriesFor(ctx, { ...row, ...next.value }, choice);
    if (!countries.ok) return countries;
    await setCountries(ctx, countries.value, tx);
    const after = await updateRow(id, next.value, tx);
    await appendEvent(
      {
        projectId: ctx.project.id,
        type: "provider.updated",
        actor: actorOf(ctx.caller),
        requestId: ctx.requestId,
        data: {
          providerId: id,
          kind: row.kind,
          name: after.name,
          changed: changedMembers(change),
          ...differencesOf(shown(row), shown(after)),
        },
      },
      tx,
    );
    return ok(after);
  });
  if (!updated.ok) return updated;
  forgetProviders();
  if (choice !== undefined) forgetKeys();
  return ok(toProvider(updated.value));
}

function apply(
  row: ProviderRow,
  change: Omit<UpdateProvider, "countries">,
): Result<Partial<ProviderRow>, UpdateProviderRefusal> {
  const { config, ...given } = change;
  // A new position applies to all channels.
  const rest = { ...given, ...(given.position !== undefined && { channelPositions: {} }) };
  const kind = findProviderKind(row.kind);
  if (!kind) return refuse({ code: "provider_not_found" });
  if (!config && !change.channels) return ok(rest);
  const before = { channels: row.channels, config: unseal(row) };
  const parsed = config ? kind.parse(mergeConfig(before.config, config)) : ok(before.config);
  if (!parsed.ok) return parsed;
  const wanted = change.channels ?? channelsAfter(kind, before, parsed.value);
  const channels = channelsFor(kind, parsed.value, wanted);
  if (!channels.ok) return channels;
  return ok({ ...rest, channels: channels.value, ...(config && seal(row.id, kind, parsed.value)) });
}

/** What events can contain: no secrets, which are stored apart from the config. */
function shown({ name, isEnabled, channels, config }: ProviderRow): Record<string, unknown> {
  return { name, isEnabled, channels, config };
}

/** Names of secrets, too. */
function changedMembers({ config = {}, ...rest }: UpdateProvider): string[] {
  return [...Object.keys(rest), ...Object.keys(config).map((member) => `config.${member}`)];
}
