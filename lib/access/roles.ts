import type { Role } from "./repository";

/** In ascending order. Each role includes the previous ones. */
const roles = ["viewer", "support", "admin", "owner"] as const satisfies readonly Role[];

/** The minimum role for each act of an operator in a project (docs/security.md #47). */
const leastRole = {
  /** Details, lists and timelines, without codes and message contents. */
  read: "viewer",
  /** Messages in the built-in inbox, which contain codes. */
  "messages.read": "support",
  "messages.retry": "support",
  /** Resend and cancel. */
  "verifications.change": "support",
  /** Confirm without a code. */
  "verifications.approve": "support",
  /** Lists as files, with masked recipients. */
  "lists.export": "support",
  /** The same with whole recipients. */
  "lists.exportWhole": "admin",
  "verifications.start": "admin",
  "users.write": "admin",
  "users.delete": "admin",
  /** Everything about one person. */
  "people.export": "admin",
  "people.erase": "admin",
  "keys.write": "admin",
  /** Providers, connectors and webhook endpoints, with their passwords and keys. */
  "credentials.write": "admin",
  "settings.write": "admin",
  "audit.read": "admin",
  "team.write": "owner",
  /** Archive and restore. */
  "project.archive": "owner",
} as const satisfies Record<string, Role>;

/** An operator's action in a project. */
export type Act = keyof typeof leastRole;

/** What can still be done in an archived project. */
const archivedActs: readonly Act[] = [
  "read",
  "messages.read",
  "lists.export",
  "lists.exportWhole",
  "audit.read",
  "team.write",
  "project.archive",
];

export function isAllowedInArchived(act: Act): boolean {
  return archivedActs.includes(act);
}

/** Secrets, deletions, roles, and what counts as a proof: operators with a second factor give it again if it is older than `stepUpSeconds`. */
const sensitive: readonly Act[] = [
  "verifications.approve",
  "users.delete",
  "people.erase",
  "keys.write",
  "credentials.write",
  "team.write",
];

export function isSensitive(act: Act): boolean {
  return sensitive.includes(act);
}

/** Whether a role allows an action. */
export function can(role: Role, act: Act): boolean {
  return roles.indexOf(role) >= roles.indexOf(leastRole[act]);
}
