import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { db } from "@/lib/db";
import { appendEvent } from "@/lib/events";
import { type Project, setArchived } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { findOrdinaryProject } from "./find-project";
import type { ProjectNotFound } from "./refusals";

/**
 * Archives a project: its keys, hosted pages and links are refused, at once in this process and within five seconds in others.
 * Nothing of it is deleted, and messages that are already queued are still sent. Archiving it again changes nothing.
 */
export function archiveProject(ctx: Ctx, projectId: string): Promise<Result<Project, ProjectNotFound>> {
  return change(ctx, projectId, true);
}

/** Restores an archived project. Its keys work again. */
export function restoreProject(ctx: Ctx, projectId: string): Promise<Result<Project, ProjectNotFound>> {
  return change(ctx, projectId, false);
}

async function change(
  { caller, requestId }: Ctx,
  projectId: string,
  isArchived: boolean,
): Promise<Result<Project, ProjectNotFound>> {
  const changed = await db().transaction(async (tx) => {
    const project = await setArchived(projectId, isArchived, tx);
    const type = isArchived ? "project.archived" : "project.restored";
    if (project) await appendEvent({ projectId, type, actor: actorOf(caller), requestId }, tx);
    return project;
  });
  forgetKeys();
  return changed ? ok(changed) : findOrdinaryProject(projectId);
}
