import { findProject, type Project } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { ProjectNotFound } from "./refusals";

/** A project of the installation, archived or not. Not the reserved project. */
export async function findOrdinaryProject(id: string): Promise<Result<Project, ProjectNotFound>> {
  const project = await findProject(id);
  return project?.kind === "ordinary" ? ok(project) : refuse({ code: "project_not_found" });
}
