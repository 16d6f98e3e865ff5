import type { projects } from "@/drizzle/schema";
import { type ProjectSettings, projectSettings } from "./settings";

/** A tenant: owns settings, keys, users and verifications. */
export interface Project {
  id: string;
  number: bigint;
  name: string;
  kind: "ordinary" | "reserved";
  settings: ProjectSettings;
  /** Whether any of its messages has a text of its own. */
  hasMessageTemplates: boolean;
  createdAt: Date;
}

export function toProject(row: typeof projects.$inferSelect): Project {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    kind: row.kind,
    settings: projectSettings.parse(row.settings),
    hasMessageTemplates: row.hasMessageTemplates,
    createdAt: row.createdAt,
  };
}

/** The name shown in messages and on pages. */
export function brandName(project: Project): string {
  return project.settings.branding.name ?? project.name;
}
