"use server";

import { notFound } from "next/navigation";
import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import type { Ctx } from "@/lib/access";
import {
  createProvider,
  deleteProvider,
  findProvider,
  listProviderOrder,
  type Provider,
  type ProviderKind,
  type ProviderTest,
  providerKinds,
  type SendBlocked,
  setProviderOrder,
  type TestProviderRefusal,
  testProvider,
  updateProvider,
} from "@/lib/delivery";
import { idOf, testRecipient } from "@/lib/http/native";
import { fromTypeId } from "@/lib/id";
import { channels, phoneChannels } from "@/lib/projects";
import { mapOk, type Refusal, type Result } from "@/lib/result";
import type { IdentifierRefusal } from "@/lib/users";
import { admitTest } from "@/lib/verification";
import { consoleAction } from "../../../../_text/console-action";
import { consoleLocale, getText } from "../../../../_text/get-text";
import { refusalText } from "../../../../_text/refusal-text";
import { configFrom, fieldsOf, membersOf, withFieldErrors, withoutNull } from "../../_parts/config-members";
import { projectAction, projectConfirmed, projectForm } from "../../_parts/project-action";

const OneProvider = z.object({ provider: idOf("prv") });

/** Creates or updates a provider. The fields depend on its kind. */
export const saveProvider = projectForm<true, Refusal>("credentials.write", async ({ ctx }, form) => {
  const provider = await providerFrom(form, ctx);
  const kind = kindOf(provider?.kind ?? String(form.get("kind")));
  const members = membersOf(kind);
  const fields = z.object({
    name: z.string().trim().min(1).max(80),
    isEnabled: checkbox(),
    countries: z.enum(["suggested", "all"]).optional(),
    ...fieldsOf(members),
  });
  const save = consoleAction(fields, async ({ name, isEnabled, countries, ...entered }) => {
    const config = configFrom(members, entered);
    const input = {
      name: String(name),
      isEnabled: isEnabled === true,
      config,
      ...(countries !== undefined && { countries: countries === "all" ? null : ("suggested" as const) }),
    };
    const saved = provider
      ? await updateProvider(ctx, provider.id, input)
      : await createProvider(ctx, { ...input, kind: kind.kind, config: withoutNull(config) });
    return mapOk<Provider, true, Refusal>(saved, () => true as const);
  });
  return async (before, form) => withFieldErrors(await save(before, form));
});

/** The provider to update. Null if the form creates one. */
async function providerFrom(form: FormData, ctx: Ctx): Promise<Provider | null> {
  const id = String(form.get("provider") ?? "");
  if (!id) return null;
  const found = await findProvider(ctx, fromTypeId("prv", id) ?? notFound());
  return found.ok ? found.value : notFound();
}

function kindOf(name: string): ProviderKind {
  return providerKinds.find(({ kind }) => kind === name) ?? notFound();
}

export const runProviderTest = projectAction(
  "settings.write",
  OneProvider.extend({
    to: z.string().trim().max(254),
    channel: z.enum(phoneChannels).optional().catch(undefined),
  }),
  async (
    { ctx },
    { provider, to, channel },
  ): Promise<Result<ProviderTest, IdentifierRefusal | TestProviderRefusal | SendBlocked>> => {
    const recipient = testRecipient(to);
    if (!recipient.ok) return recipient;
    const { type, value } = recipient.value;
    const test = { to: value, channel: type === "phone" ? channel : undefined };
    return testProvider(ctx, provider, test, admitTest, await consoleLocale());
  },
);

/** Moves a provider up or down in the order of a channel. */
export const moveProvider = projectConfirmed(
  "settings.write",
  OneProvider.extend({ channel: z.enum(channels), by: z.coerce.number().int().min(-1000).max(1000) }),
  async ({ ctx, project }, { provider, channel, by }) => {
    const t = await getText();
    const ids = (await listProviderOrder(project.id, channel)).map(({ id }) => id);
    const at = ids.indexOf(provider);
    const to = at + by;
    if (at < 0 || to < 0 || to >= ids.length) return;
    const moved = ids.toSpliced(at, 1).toSpliced(to, 0, provider);
    const set = await setProviderOrder(ctx, channel, moved);
    return set.ok ? undefined : refusalText("providers", set.refusal, t);
  },
);

export const removeProvider = projectConfirmed(
  "credentials.write",
  OneProvider,
  async ({ ctx }, { provider }) => {
    const t = await getText();
    const deleted = await deleteProvider(ctx, provider);
    return deleted.ok ? undefined : refusalText("providers", deleted.refusal, t);
  },
);
