import type { Ctx } from "@/lib/access";
import { emailFamily } from "../email-family";
import type { Finding } from "../rules";
import type { Subject } from "../subject";

/** RFC 2142, and the names that companies commonly use for mailboxes that several people read, or nobody. */
const roles = new Set([
  ...["info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster"],
  ...["usenet", "news", "webmaster", "www", "uucp", "ftp"],
  ...["admin", "administrator", "root", "sysadmin", "mailer-daemon", "noreply", "no-reply", "donotreply"],
  ...["do-not-reply", "billing", "accounts", "contact", "hello", "help", "helpdesk", "hr", "jobs", "legal"],
  ...["office", "privacy", "staff", "team", "service", "feedback", "subscribe", "unsubscribe", "list"],
]);

/** Refuses addresses of a role instead of a person, if the project wants that. */
export function roleAddress({ project }: Ctx, { type, normalized }: Subject): Finding | null {
  if (project.settings.protection.roleAddresses === "allow" || type !== "email") return null;
  const role = roleOf(normalized);
  if (!role) return null;
  return {
    rule: "role_address",
    key: role,
    explanation: `${role}@ is an address of a role, such as a team, not of one person.`,
    retryAfterSeconds: null,
  };
}

/** `admin` of `admin+x@example.com`. Null if it may be a person's address. */
export function roleOf(address: string): string | null {
  const family = emailFamily(address);
  const local = family.slice(0, family.lastIndexOf("@"));
  return roles.has(local) ? local : null;
}
