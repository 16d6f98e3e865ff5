import { createHash } from "node:crypto";
import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { db } from "@/lib/db";
import { changeProject, type Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { normalizeLogo } from "./normalize-logo";
import type { LogoRefusal } from "./refusals";
import { insertLogo } from "./repository";

/** The size of the largest image that can be uploaded, in bytes. */
export const maxLogoBytes = 1024 * 1024;

/** Makes an image the project's logo, instead of the one it has or of `logoUrl`. */
export async function setLogo(ctx: Ctx, image: Uint8Array): Promise<Result<Project, LogoRefusal>> {
  const normalized = await normalizeLogo(image);
  if (!normalized.ok) return normalized;
  const { content, width, height } = normalized.value;
  const digest = createHash("sha256").update(content).digest("hex");
  const project = await db().transaction(async (tx) => {
    await insertLogo(digest, content, tx);
    return changeProject(ctx.project.id, { branding: { logo: { digest, width, height } } }, by(ctx), tx);
  });
  forgetKeys();
  return ok(project);
}

/** Removes the uploaded logo, so that `logoUrl` is shown again. Emails that were sent keep showing it. */
export async function removeLogo(ctx: Ctx): Promise<Project> {
  const project = await changeProject(ctx.project.id, { branding: { logo: null } }, by(ctx));
  forgetKeys();
  return project;
}

function by({ caller, requestId }: Ctx) {
  return { actor: actorOf(caller), requestId };
}
