import { and, eq } from "drizzle-orm";
import { operatorRoles, projects } from "@/drizzle/schema";
import type { Tx } from "@/lib/db";
import type { Role } from "../repository";

/**
 * Locks a project's team until the transaction ends, so that two owners cannot remove each other at once. The lock is
 * on the project, because locking the members would not hold back a new one.
 */
export async function lockTeam(tx: Tx, projectId: string): Promise<{ operatorId: string; role: Role }[]> {
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for("no key update");
  return tx
    .select({ operatorId: operatorRoles.operatorId, role: operatorRoles.role })
    .from(operatorRoles)
    .where(eq(operatorRoles.projectId, projectId));
}

export interface Membership {
  operatorId: string;
  projectId: string;
}

/** Sets a role. Null removes it. */
export async function putRole(
  tx: Tx,
  { operatorId, projectId }: Membership,
  role: Role | null,
): Promise<void> {
  if (role === null) {
    await tx
      .delete(operatorRoles)
      .where(and(eq(operatorRoles.operatorId, operatorId), eq(operatorRoles.projectId, projectId)));
    return;
  }
  await tx
    .insert(operatorRoles)
    .values({ operatorId, projectId, role })
    .onConflictDoUpdate({ target: [operatorRoles.operatorId, operatorRoles.projectId], set: { role } });
}
