import { insertProject, type Project, type ProjectSettings, updateProject } from "@/lib/projects";
import type { Ctx } from "./context";

/** A new project, so that tests do not share limits. */
export async function aProject(settings: Partial<ProjectSettings> = {}): Promise<Project> {
  const project = await insertProject("Acme");
  return (await updateProject(project.id, { settings: { ...project.settings, ...settings } }))!;
}

export function aContext(project: Project, over: Partial<Ctx> = {}): Ctx {
  return {
    project,
    caller: { kind: "key", apiKeyId: "00000000-0000-7000-8000-000000000001", scopes: [], allowedIps: [] },
    dialect: "native",
    requestId: "req_test",
    endUser: null,
    ...over,
  };
}
