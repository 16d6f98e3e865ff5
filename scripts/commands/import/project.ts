import { fromTypeId } from "@/lib/id";
import { listProjects, type Project } from "@/lib/projects";
import { Explanation } from "../drill/application";

/** The project with this id, or the only one. */
export async function projectNamed(id: string | undefined): Promise<Project> {
  const projects = await listProjects();
  const wanted = id === undefined ? null : fromTypeId("prj", id);
  const found = id === undefined ? projects : projects.filter((project) => project.id === wanted);
  if (found.length === 1) return found[0]!;
  throw new Explanation(
    id === undefined
      ? "There are several projects, or none. Say which one: --project prj_… (see the console's settings)."
      : "There is no project with this id.",
  );
}
