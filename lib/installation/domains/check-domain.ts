import { resolve } from "node:dns/promises";
import { actorOf, type Ctx, forgetKeys } from "@/lib/access";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { OutboundError } from "@/lib/outbound";
import { type Project, setDomainVerified } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { guardedFetch } from "@/lib/social";
import type { DomainNotSet } from "../refusals";
import { domainProof, domainProofPath } from "./domain-proof";

export interface DomainCheck {
  project: Project;
  isVerified: boolean;
  /** What was found, in a sentence. */
  explanation: string;
}

/** Fetches `https://<host>/.well-known/countersign-domain`. */
export type FetchProof = (url: string) => Promise<Response>;

const maxProofCharacters = 200;

/**
 * Checks whether the project's domain leads to this installation over https, and from then on uses it. A request proves more
 * than a DNS record: that proxies on the way pass the host on, and that the certificate is right. DNS is only queried for the
 * explanation. A domain that fails is not used until it is checked again.
 */
export async function checkDomain(
  { project, caller, requestId }: Ctx,
  fetchProof: FetchProof = (url) => guardedFetch(url, {}, []),
): Promise<Result<DomainCheck, DomainNotSet>> {
  const { domain } = project;
  if (!domain) return refuse({ code: "domain_not_set" });
  const { host } = domain;
  const problem = await problemOf(host, fetchProof);
  const isVerified = problem === null;
  const changed = await db().transaction(async (tx) => {
    const after = await setDomainVerified(project.id, host, isVerified, tx);
    const data = { members: ["domain"], domain: host, isVerified };
    if (after && isVerified !== (domain.verifiedAt !== null))
      await appendEvent(
        { projectId: project.id, type: "project.updated", actor: actorOf(caller), requestId, data },
        tx,
      );
    return after;
  });
  forgetKeys();
  if (!changed) return refuse({ code: "domain_not_set" });
  const explanation = problem ?? `${host} leads to this installation. New links use it.`;
  return ok({ project: changed, isVerified, explanation });
}

/** Why the host does not lead here, or null. */
async function problemOf(host: string, fetchProof: FetchProof): Promise<string | null> {
  try {
    const response = await fetchProof(`https://${host}${domainProofPath}`);
    const answered = (await response.text()).slice(0, maxProofCharacters).trim();
    if (response.status === 200 && answered === domainProof(host)) return null;
    return `${host} answers, but not with this installation (HTTP status ${response.status}). ${await recordsOf(host)} Your proxy must pass on the header Host.`;
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return `${host} could not be checked: ${error.message}. ${await recordsOf(host)}`;
  }
}

/** What DNS says about the host, in a sentence. */
async function recordsOf(host: string): Promise<string> {
  const publicHost = new URL(env.PUBLIC_URL).hostname;
  const advice = `Point a CNAME record to ${publicHost}, or A and AAAA records to its addresses.`;
  const alias = await resolve(host, "CNAME").catch(() => []);
  if (alias.length > 0) return `Its CNAME record points to ${alias[0]}.`;
  const addresses = await resolve(host, "A").catch(() => []);
  return addresses.length > 0
    ? `Its A record is ${addresses.join(", ")}.`
    : `It has no DNS record. ${advice}`;
}
