import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { findProjectWithDomain, type Project, setDomain } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { SetDomainRefusal } from "../refusals";

/**
 * Sets the host of a project's hosted pages and links. It is used once `checkDomain` has found that it leads here. Verifications
 * that are already started keep the host they have.
 */
export async function setProjectDomain(ctx: Ctx, host: string): Promise<Result<Project, SetDomainRefusal>> {
  if (host === new URL(env.PUBLIC_URL).hostname) return refuse({ code: "domain_is_ours" });
  const holder = await findProjectWithDomain(host);
  if (holder) return holder.id === ctx.project.id ? ok(holder) : refuse({ code: "domain_taken" });
  return ok(await change(ctx, host));
}

/** Removes the domain. New links lead to the installation's host again. */
export async function removeProjectDomain(ctx: Ctx): Promise<Project> {
  return ctx.project.domain ? change(ctx, null) : ctx.project;
}

async function change({ project, caller, requestId }: Ctx, host: string | null): Promise<Project> {
  const changed = await db().transaction(async (tx) => {
    const after = await setDomain(project.id, host, tx);
    const data = { members: ["domain"], domain: host };
    await appendEvent(
      { projectId: project.id, type: "project.updated", actor: actorOf(caller), requestId, data },
      tx,
    );
    return after;
  });
  forgetKeys();
  return changed;
}
