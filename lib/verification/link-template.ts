import { env } from "@/lib/env";
import { ownHost, type Project } from "@/lib/projects";
import type { Verification } from "./verification";

/** The path of our page for links. */
export const ourLink = "/verify/link#{token}";

/** The links of a project with a domain. Null: those of the installation. */
export function linkTemplateOf(project: Project): string | null {
  const host = ownHost(project);
  return host && `https://${host}${ourLink}`;
}

/**
 * The origin of a verification's hosted pages, where its links lead, too. It keeps the one it was started with, so that a change
 * of the domain breaks no page that is open.
 */
export function portalOriginOf({ linkTemplate }: Pick<Verification, "linkTemplate">): string {
  return linkTemplate?.endsWith(ourLink) ? linkTemplate.slice(0, -ourLink.length) : env.PUBLIC_URL;
}
