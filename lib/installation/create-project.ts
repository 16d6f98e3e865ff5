import { actorOf, type Ctx, findOperatorByEmail, listTeam, setRole } from "@/lib/access";
import { db } from "@/lib/db";
import { copyProviders, forgetProviders, seedInbox } from "@/lib/delivery";
import { appendEvent } from "@/lib/events";
import { copiedSettings, type Environment, insertProject, type Project } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { findOrdinaryProject } from "./find-project";
import type { CreateProjectRefusal } from "./refusals";

export interface CreateProject {
  name: string;
  environment: Environment;
  /** Its settings, policies and branding are copied, and its providers on request. */
  copyFrom?: {
    projectId: string;
    providers: "none" | "without_credentials" | "with_credentials";
  } | null;
  /** The address of an operator. Defaults to the operator who calls, or the owners of the installation. */
  ownerEmail?: string | null;
}

/** Creates a project with an inbox. Keys, users, connectors and verifications are never copied. */
export async function createProject(
  ctx: Ctx,
  { name, environment, copyFrom, ownerEmail }: CreateProject,
): Promise<Result<Project, CreateProjectRefusal>> {
  const owners = await ownersOf(ctx, ownerEmail ?? null);
  if (owners.length === 0) return refuse({ code: "operator_not_found" });
  const source = copyFrom ? await findOrdinaryProject(copyFrom.projectId) : null;
  if (source?.ok === false) return refuse({ code: "copied_project_not_found" });

  const settings = source && copiedSettings(source.value.settings);
  const created = await db().transaction(async (tx) => {
    const project = await insertProject(name, { environment, ...(settings && { settings }) }, tx);
    await seedInbox(project.id, tx);
    if (copyFrom && copyFrom.providers !== "none") {
      const withCredentials = copyFrom.providers === "with_credentials";
      await copyProviders({ from: copyFrom.projectId, to: project.id, withCredentials }, tx);
    }
    for (const owner of owners) await setRole(owner, project.id, "owner", tx);
    await appendEvent(
      {
        projectId: project.id,
        type: "project.created",
        actor: actorOf(ctx.caller),
        requestId: ctx.requestId,
        data: { name, environment, ...(copyFrom && { copiedFrom: copyFrom.projectId }) },
      },
      tx,
    );
    return project;
  });
  forgetProviders();
  return ok(created);
}

/** The ids of the project's owners. */
async function ownersOf({ caller, project }: Ctx, email: string | null): Promise<string[]> {
  if (email !== null) {
    const operator = await findOperatorByEmail(email);
    return operator ? [operator.id] : [];
  }
  if (caller.kind === "operator") return [caller.operatorId];
  // Called with an installation key: the reserved project's owners are the installation's.
  const team = await listTeam(project.id);
  return team.filter(({ role }) => role === "owner").map(({ operator }) => operator.id);
}
