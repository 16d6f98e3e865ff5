import { createApiKey, deleteApiKey, scopes } from "@/lib/access";
import { createProject } from "@/lib/installation";
import { findReservedProject, forgetHosts, listProjects, type Project, updateProject } from "@/lib/projects";
import { Explanation } from "../drill/application";
import { projectNamed } from "../import/project";
import { shadowHost } from "./shadow";

const system = (project: Project) => ({
  project,
  caller: { kind: "system" } as const,
  dialect: "native",
  requestId: null,
  endUser: null,
});

/** The named shadow project, or the only one. Null: there is none. */
export async function findShadowProject(id: string | undefined): Promise<Project | null> {
  if (id !== undefined) {
    const project = await projectNamed(id);
    if (project.environment === "shadow") return project;
    throw new Explanation(
      "This is not a shadow project, so its messages would be sent. Omit --project to get one.",
    );
  }
  const shadows = (await listProjects()).filter((one) => one.environment === "shadow" && !one.archivedAt);
  if (shadows.length > 1)
    throw new Explanation(
      "There are several shadow projects. Say which one: --project prj_… (see its URL in the console).",
    );
  return shadows[0] ?? null;
}

/** A new shadow project, owned by the owners of the installation. */
export async function createShadowProject(): Promise<Project> {
  const reserved = await findReservedProject();
  if (!reserved) throw new Explanation("There is no installation yet: npm start makes it.");
  const created = await createProject(system(reserved), { name: "Shadow", environment: "shadow" });
  if (!created.ok)
    throw new Explanation("The installation has no owner yet. Sign in to the console once, then try again.");
  return created.value;
}

/**
 * Lets public calls reach the project, and lifts limits: all calls come from the proxy's address, and limits are not what is
 * compared.
 */
export async function prepareProject(project: Project): Promise<Project> {
  const { dialects, protection, ...settings } = project.settings;
  const host = shadowHost(project);
  const hosts = [...new Set([...dialects.kratos.hosts, host])];
  const updated = await updateProject(project.id, {
    settings: {
      ...settings,
      requestsPerMinute: 1_000_000,
      protection: { ...protection, limits: [], guessLimits: null },
      dialects: { ...dialects, kratos: { ...dialects.kratos, hosts } },
    },
  });
  forgetHosts();
  return updated!;
}

/** An API key for one run. `revoke` ends it. */
export async function keyForRun(project: Project): Promise<{ key: string; revoke(): Promise<void> }> {
  const { key, secret } = await createApiKey(project.id, { name: "Shadow mode", scopes });
  return {
    key: secret,
    revoke: async () => void (await deleteApiKey(system(project), key.id)),
  };
}
