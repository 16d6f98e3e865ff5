import { env } from "@/lib/env";
import { findProjectWithDomain } from "@/lib/projects";

/**
 * Whether a proxy may obtain a certificate for a host: this installation's own, or the domain of a project that is not archived.
 * Verified or not, because a domain is verified over https.
 */
export async function mayHaveCertificate(host: string): Promise<boolean> {
  if (host === new URL(env.PUBLIC_URL).hostname) return true;
  const project = await findProjectWithDomain(host);
  return project !== null && project.archivedAt === null;
}
