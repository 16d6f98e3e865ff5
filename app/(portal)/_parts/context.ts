import { headers } from "next/headers";
import type { Ctx } from "@/lib/access";
import { clientAddress, networkOf, requestIdOf } from "@/lib/http";
import { findProject } from "@/lib/projects";

/** What verbs are told when a person acts on a portal page. `page` names one rendering of it. */
export async function portalContext(projectId: string, page: string): Promise<Ctx> {
  const given = await headers();
  const project = await findProject(projectId);
  if (!project) throw new Error("A verification without a project.");
  return {
    project,
    caller: { kind: "page", nonce: page },
    dialect: "portal",
    requestId: requestIdOf(given),
    network: networkOf(clientAddress(given)),
  };
}
