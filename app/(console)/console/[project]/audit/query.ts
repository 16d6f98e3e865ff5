import { z } from "zod";
import { listTeam } from "@/lib/access";
import type { AuditFilter } from "@/lib/events";
import type { Project } from "@/lib/projects";
import { addDays } from "@/lib/time";
import { reservedProject } from "../../../_session/console-ctx";

/** The beginnings of the event types in each choice. */
const kinds = {
  keys: ["api_key"],
  team: ["operator"],
  settings: ["project", "limits"],
  providers: ["provider"],
  connectors: ["connector"],
  webhooks: ["webhook"],
  people: ["user", "identifier", "social_account", "verification", "delivery", "suppression", "person"],
  reading: ["inbox", "audit", "list"],
} as const;
export type AuditKind = keyof typeof kinds;

const days = { d1: 1, d7: 7, d30: 30, d90: 90 };
export type AuditPeriod = keyof typeof days;

/** The filters in the URL. Invalid values are ignored. */
export const auditFilters = {
  q: z.string().trim().min(1).max(100).optional().catch(undefined),
  who: z
    .string()
    .regex(/^(operator|key):[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
  what: z
    .enum(Object.keys(kinds) as [AuditKind, ...AuditKind[]])
    .optional()
    .catch(undefined),
  period: z
    .enum(Object.keys(days) as [AuditPeriod, ...AuditPeriod[]])
    .optional()
    .catch(undefined),
};
export type AuditFilters = z.output<z.ZodObject<typeof auditFilters>>;

/** The entries of a project, and what its team did with their accounts: sign-ins, second factors. */
export async function filterOf(
  project: Project,
  { q, who, what, period }: AuditFilters,
): Promise<AuditFilter> {
  const [{ id }, team] = await Promise.all([reservedProject(), listTeam(project.id)]);
  return {
    projectId: project.id,
    accounts: { projectId: id, actors: team.map(({ operator }) => `operator:${operator.id}`) },
    kinds: what && kinds[what],
    actor: who,
    text: q,
    from: period && addDays(new Date(), -days[period]),
  };
}
