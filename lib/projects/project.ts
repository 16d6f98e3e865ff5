import type { projects } from "@/drizzle/schema";
import { type ProjectSettings, projectSettings } from "./settings";

/** `shadow`: for comparing with another vendor (docs/shadow.md). Its messages stay in the inbox. */
export const environments = ["live", "test", "shadow"] as const;
export type Environment = (typeof environments)[number];

/** A project's own host for its hosted pages and links. Used from the moment it is verified. */
export interface Domain {
  host: string;
  /** When a check found that it leads to this installation. */
  verifiedAt: Date | null;
}

/** A tenant: owns settings, keys, users and verifications. */
export interface Project {
  id: string;
  number: bigint;
  name: string;
  kind: "ordinary" | "reserved";
  environment: Environment;
  settings: ProjectSettings;
  /** Whether any of its messages has a text of its own. */
  hasMessageTemplates: boolean;
  /** Whether any of its users was ever suspended. */
  hasSuspendedUsers: boolean;
  domain: Domain | null;
  createdAt: Date;
  /** Since when it refuses calls. Nothing of it is deleted. */
  archivedAt: Date | null;
}

export function toProject(row: typeof projects.$inferSelect): Project {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    kind: row.kind,
    environment: row.environment,
    settings: projectSettings.parse(row.settings),
    hasMessageTemplates: row.hasMessageTemplates,
    hasSuspendedUsers: row.hasSuspendedUsers,
    domain: row.domain === null ? null : { host: row.domain, verifiedAt: row.domainVerifiedAt },
    createdAt: row.createdAt,
    archivedAt: row.archivedAt,
  };
}

/** The verified host of a project's hosted pages. Null: this installation's. */
export function ownHost({ domain }: Project): string | null {
  return domain?.verifiedAt ? domain.host : null;
}

/** The path of the uploaded logo, on every host of this installation. Null: there is none. */
export function logoPath({ settings }: Project): string | null {
  const { logo } = settings.branding;
  return logo && `/logos/${logo.digest}.png`;
}

/** The name shown in messages and on pages. */
export function brandName(project: Project): string {
  return project.settings.branding.name ?? project.name;
}
