import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { Ctx } from "@/lib/access";
import { endUserOf, requestIdOf } from "@/lib/http";
import { findProject } from "@/lib/projects";

/** The context of a request from a portal page. `page` is the nonce of one rendering. */
export async function portalContext(projectId: string, page: string): Promise<Ctx> {
  const requestHeaders = await headers();
  const project = await findProject(projectId);
  if (!project) throw new Error("The verification's project is missing.");
  if (project.archivedAt) notFound();
  return {
    project,
    caller: { kind: "page", nonce: page },
    dialect: "portal",
    requestId: requestIdOf(requestHeaders),
    endUser: endUserOf(requestHeaders),
  };
}
