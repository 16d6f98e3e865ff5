import { and, eq } from "drizzle-orm";
import { operatorRoles } from "@/drizzle/schema";
import type { Tx } from "@/lib/db";
import type { Role } from "../repository";

/** Locks a project's team until the transaction ends, so that two owners cannot remove each other at once. */
export async function lockTeam(tx: Tx, projectId: string): Promise<{ operatorId: string; role: Role }[]> {
  return tx
    .select({ operatorId: operatorRoles.operatorId, role: operatorRoles.role })
    .from(operatorRoles)
    .where(eq(operatorRoles.projectId, projectId))
    .for("update");
}

export interface Membership {
  operatorId: string;
  projectId: string;
}

/** Gives or changes a role; null takes it away. */
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
