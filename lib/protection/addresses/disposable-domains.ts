import { disposableEmailBlocklist } from "disposable-email-domains-js";
import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import type { ProtectionSettings } from "@/lib/projects";
import type { Finding } from "../rules";
import type { Subject } from "../subject";
import { DomainFile, type DomainList } from "./domain-file";
import { domainOf, withParents } from "./domain-suffixes";

type Settings = Pick<ProtectionSettings, "additionalDisposableDomains" | "allowedDisposableDomains">;

/** From the community's list at github.com/disposable-email-domains, in which each domain is reviewed. */
const listed: ReadonlySet<string> = new Set(disposableEmailBlocklist());

let file: DomainFile | undefined;

/** Refuses addresses that anybody can have for a few minutes, if the project wants that. */
export function disposableDomain({ project }: Ctx, { type, normalized }: Subject): Finding | null {
  const settings = project.settings.protection;
  if (settings.disposableDomains === "allow" || type !== "email") return null;
  if (env.DISPOSABLE_DOMAINS_FILE) file ??= new DomainFile(env.DISPOSABLE_DOMAINS_FILE);
  const listed = disposableParent(domainOf(normalized), settings, file?.list());
  if (!listed) return null;
  return {
    rule: "disposable_domain",
    key: listed,
    explanation: `${listed} provides disposable addresses.`,
    retryAfterSeconds: null,
  };
}

/**
 * The listed domain that this one is or belongs to, or null. The longest entry decides. Of entries for the same domain, the
 * project's exceptions come first, then its additions, then the installation's file, then the package.
 */
export function disposableParent(
  domain: string,
  { additionalDisposableDomains, allowedDisposableDomains }: Settings,
  own?: DomainList,
): string | null {
  for (const parent of withParents(domain)) {
    if (allowedDisposableDomains.includes(parent)) return null;
    if (additionalDisposableDomains.includes(parent)) return parent;
    if (own?.exceptions.has(parent)) return null;
    if (own?.domains.has(parent) || listed.has(parent)) return parent;
  }
  return null;
}
