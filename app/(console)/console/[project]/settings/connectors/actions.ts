"use server";

import type { Route } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import type { Ctx } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { fromTypeId, toTypeId } from "@/lib/id";
import { mapOk, type Refusal, type Result } from "@/lib/result";
import {
  type Connector,
  type ConnectorKind,
  connectorKinds,
  createConnector,
  deleteConnector,
  findConnector,
  testConnector,
  updateConnector,
} from "@/lib/social";
import { consoleAction } from "../../../../_text/console-action";
import { getText } from "../../../../_text/get-text";
import { refusalText } from "../../../../_text/refusal-text";
import type { Translator } from "../../../../_text/translator";
import { configFrom, fieldsOf, membersOf, withFieldErrors, withoutNull } from "../../_parts/config-members";
import { projectAction, projectConfirmed, projectForm } from "../../_parts/project-action";

const OneConnector = z.object({ connector: idOf("con") });
const commonFields = (t: Translator) => ({
  name: z.string().trim().min(1).max(80),
  logoUrl: z
    .url({ protocol: /^https$/, error: t("connectors.logoUrlInvalid") })
    .max(500)
    .optional(),
  isEnabled: checkbox(),
});
const target = (t: Translator) =>
  z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, t("connectors.targetInvalid"));

/** Creates a connector and redirects to it. The fields depend on the submitted kind. */
export const addConnector = projectForm<true, Refusal>("credentials.write", async ({ ctx }, form) => {
  const t = await getText();
  const kind = kindOf(String(form.get("kind")));
  const members = membersOf(kind);
  const fields = z.object({ ...commonFields(t), target: target(t), ...fieldsOf(members) });
  const add = consoleAction(fields, async (entered): Promise<Result<true, Refusal>> => {
    const { name, logoUrl, isEnabled, target } = entered as CommonFields & { target: string };
    const config = withoutNull(configFrom(members, entered));
    const created = await createConnector(ctx, {
      kind: kind.kind,
      target,
      name,
      logoUrl: logoUrl ?? null,
      isEnabled,
      config,
    });
    if (!created.ok) return created;
    const id = toTypeId("con", created.value.id);
    redirect(`/console/${form.get("project")}/settings/connectors/${id}?created` as Route);
  });
  return async (before, form) => withFieldErrors(await add(before, form));
});

/** Updates a connector. An empty secret keeps the stored one. */
export const saveConnector = projectForm<true, Refusal>("credentials.write", async ({ ctx }, form) => {
  const t = await getText();
  const connector = await connectorFrom(form, ctx);
  const members = membersOf(kindOf(connector.kind));
  const save = consoleAction(z.object({ ...commonFields(t), ...fieldsOf(members) }), async (entered) => {
    const { name, logoUrl, isEnabled } = entered as CommonFields;
    const config = configFrom(members, entered);
    const change = { name, logoUrl: logoUrl ?? null, isEnabled, config };
    return mapOk<Connector, true, Refusal>(
      await updateConnector(ctx, connector.id, change),
      () => true as const,
    );
  });
  return async (before, form) => withFieldErrors(await save(before, form));
});

interface CommonFields {
  name: string;
  logoUrl?: string;
  isEnabled: boolean;
}

async function connectorFrom(form: FormData, ctx: Ctx): Promise<Connector> {
  const found = await findConnector(ctx, fromTypeId("con", String(form.get("connector"))) ?? notFound());
  return found.ok ? found.value : notFound();
}

function kindOf(name: string): ConnectorKind {
  return connectorKinds.find(({ kind }) => kind === name) ?? notFound();
}

export const runConnectorTest = projectAction("settings.write", OneConnector, ({ ctx }, { connector }) =>
  testConnector(ctx, connector),
);

export const removeConnector = projectConfirmed(
  "credentials.write",
  OneConnector.extend({ project: z.string().max(40) }),
  async ({ ctx }, { project, connector }) => {
    const t = await getText();
    const deleted = await deleteConnector(ctx, connector);
    if (!deleted.ok) return refusalText("connectors", deleted.refusal, t);
    redirect(`/console/${project}/settings/connectors` as Route);
  },
);
