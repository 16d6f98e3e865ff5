import type { Route } from "next";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { toTypeId } from "@/lib/id";
import { lastProjectCookie } from "./last-project";
import { myProjects } from "./session";

/** Redirects to a page of the last opened project, or of the oldest project if there is none. */
export async function goToMyProject(path = ""): Promise<never> {
  // Archived projects last, so that they are opened only if there is no other.
  const projects = (await myProjects()).toSorted(
    (a, b) => Number(a.project.archivedAt !== null) - Number(b.project.archivedAt !== null),
  );
  const ids = projects.map(({ project }) => toTypeId("prj", project.id));
  const last = (await cookies()).get(lastProjectCookie.name)?.value;
  const id = ids.find((candidate) => candidate === last) ?? ids[0];
  if (!id) notFound();
  redirect(`/console/${id}${path}` as Route);
}
