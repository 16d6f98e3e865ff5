"use server";

import { refresh } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { action, checkbox, confirmed, type FormState } from "@/app/_forms/action";
import {
  createProvider,
  deleteProvider,
  findProvider,
  type Provider,
  type ProviderKind,
  providerKinds,
  testProvider,
  type UpdateProviderRefusal,
  updateProvider,
} from "@/lib/delivery";
import { testRecipient } from "@/lib/http/native";
import { fromTypeId } from "@/lib/id";
import { mapOk, type Refusal } from "@/lib/result";
import { requireRole } from "../../../../_session/session";
import { idField, projectField } from "../../_parts/fields";
import { configFrom, fieldsOf, membersOf } from "./members";
import { sentenceFor } from "./words";

const OneProvider = { project: projectField, provider: idField("prv") };

/** Creates the provider of a kind, or changes one. Its fields are those of its kind, so they are known only now. */
export async function saveProvider(
  before: FormState<true, Refusal>,
  form: FormData,
): Promise<FormState<true, Refusal>> {
  const { ctx } = await requireRole(String(form.get("project")), "settings.write");
  const given = String(form.get("provider") ?? "");
  const found = given ? await findProvider(ctx, fromTypeId("prv", given) ?? notFound()) : null;
  if (found && !found.ok) notFound();
  const provider = found?.value ?? null;
  const kind = kindOf(provider?.kind ?? String(form.get("kind")));
  const members = membersOf(kind);
  const fields = z.object({
    name: z.string().trim().min(1).max(80),
    isEnabled: checkbox(),
    ...fieldsOf(members),
  });
  const save = action(fields, async ({ name, isEnabled, ...entered }) => {
    const config = configFrom(members, entered);
    const input = { name: String(name), isEnabled: isEnabled === true, config };
    const saved = provider
      ? await updateProvider(ctx, provider.id, input)
      : await createProvider(ctx, { ...input, kind: kind.kind, config: withoutNull(config) });
    refresh();
    return mapOk<Provider, true, Refusal>(saved, () => true as const);
  });
  return pointed(await save(before, form));
}

function kindOf(name: string): ProviderKind {
  return providerKinds.find(({ kind }) => kind === name) ?? notFound();
}

function withoutNull(config: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}

/** A config's violations beside the controls they are about: `/config/host` is the field `config.host`. */
function pointed(state: FormState<true, Refusal>): FormState<true, Refusal> {
  const refusal = state.refusal as UpdateProviderRefusal | undefined;
  if (refusal?.code !== "provider_config_invalid") return state;
  const violations = refusal.violations.map(({ pointer, message }) => [
    pointer.slice(1).replace("/", "."),
    message,
  ]);
  return { ...state, violations: Object.fromEntries(violations) };
}

export const testIt = action(
  z.object({ ...OneProvider, to: z.string().trim().max(254) }),
  async ({ project, provider, to }) => {
    const { ctx } = await requireRole(project, "settings.write");
    const recipient = testRecipient(to);
    if (!recipient.ok) return recipient;
    return testProvider(ctx, provider, recipient.value.value);
  },
);

export const removeProvider = confirmed(z.object(OneProvider), async ({ project, provider }) => {
  const { ctx } = await requireRole(project, "settings.write");
  const deleted = await deleteProvider(ctx, provider);
  refresh();
  return deleted.ok ? undefined : sentenceFor(deleted.refusal);
});
