"use server";

import type { Route } from "next";
import { refresh } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { confirmed } from "@/app/_forms/action";
import { type Ctx, deleteApiKey, installationScopes, issueApiKey } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { toTypeId } from "@/lib/id";
import { archiveProject, createProject, restoreProject } from "@/lib/installation";
import { environments } from "@/lib/projects";
import { mapOk } from "@/lib/result";
import { operatorCtx, reservedProject } from "../../../_session/console-ctx";
import { installationOwnerCtx, myProjects, requireOperator, requireRole } from "../../../_session/session";
import { consoleAction } from "../../../_text/console-action";
import { getText } from "../../../_text/get-text";
import { projectConfirmed } from "../_parts/project-action";

const NewProject = z.object({
  name: z.string().trim().min(1).max(60),
  environment: z.enum(environments),
  copyFrom: z.string().optional(),
  providers: z.enum(["none", "without_credentials", "with_credentials"]).default("none"),
});

/**
 * Creates a project and opens it. Only owners of a project can create another, and own the new one, too. They copy only
 * projects whose settings they can change.
 */
export const create = consoleAction(NewProject, async ({ copyFrom, providers, ...given }) => {
  const operator = await requireOperator();
  if (!(await myProjects()).some(({ role }) => role === "owner")) notFound();
  const source = copyFrom ? (await requireRole(copyFrom, "settings.write")).project : null;
  const created = await createProject(operatorCtx(await reservedProject(), operator.id), {
    ...given,
    copyFrom: source && { projectId: source.id, providers },
  });
  if (created.ok) redirect(`/console/${toTypeId("prj", created.value.id)}` as Route);
  return created;
});

export const archive = projectConfirmed("project.archive", z.object({}), async ({ ctx, project }) => {
  await archiveProject(ctx, project.id);
});

export const restore = projectConfirmed("project.archive", z.object({}), async ({ ctx, project }) => {
  await restoreProject(ctx, project.id);
});

/** Returns the secret, the only time it can be seen. */
export const createInstallationKey = consoleAction(
  z.object({
    name: z.string().trim().min(1).max(60),
    access: z.enum(["read", "write"]),
  }),
  async ({ name, access }) => {
    const ctx = await requireInstallationOwner();
    const scopes = installationScopes.filter((scope) => access === "write" || scope === "projects:read");
    const issued = await issueApiKey(ctx, { name, scopes });
    refresh();
    return mapOk(issued, ({ secret }) => secret);
  },
);

export async function revokeInstallationKey(form: FormData): Promise<string | undefined> {
  const t = await getText();
  const ctx = await requireInstallationOwner();
  const error = await confirmed(z.object({ key: idOf("key") }), async ({ key }) => {
    const deleted = await deleteApiKey(ctx, key);
    return deleted.ok ? undefined : t("projects.keyGone");
  })(form);
  refresh();
  return error;
}

async function requireInstallationOwner(): Promise<Ctx> {
  return (await installationOwnerCtx()) ?? notFound();
}
