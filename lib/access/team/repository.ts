import { and, asc, eq, gt, sql } from "drizzle-orm";
import { operatorInvitations, operatorRoles, projects } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
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

export type Invitation = typeof operatorInvitations.$inferSelect;

export type NewInvitation = Omit<Invitation, "id" | "createdAt" | "expiresAt"> & { lifetimeSeconds: number };

const isOpen = gt(operatorInvitations.expiresAt, sql`now()`);

/** Stores an invitation. It replaces an earlier one of the same address to the same project. */
export async function putInvitation(
  { lifetimeSeconds, ...invitation }: NewInvitation,
  tx: Tx,
): Promise<void> {
  const { projectId, email } = invitation;
  await tx
    .delete(operatorInvitations)
    .where(
      and(
        eq(operatorInvitations.projectId, projectId),
        sql`lower(${operatorInvitations.email}) = lower(${email})`,
      ),
    );
  await tx.insert(operatorInvitations).values({
    id: newId(),
    ...invitation,
    expiresAt: sql`now() + make_interval(secs => ${lifetimeSeconds})`,
  });
}

/** A project's open invitations, oldest first. */
export async function listInvitations(projectId: string): Promise<Invitation[]> {
  return db()
    .select()
    .from(operatorInvitations)
    .where(and(eq(operatorInvitations.projectId, projectId), isOpen))
    .orderBy(asc(operatorInvitations.createdAt), asc(operatorInvitations.id));
}

export async function findInvitation(tokenHash: Buffer): Promise<Invitation | null> {
  const [row] = await db()
    .select()
    .from(operatorInvitations)
    .where(and(eq(operatorInvitations.tokenHash, tokenHash), isOpen));
  return row ?? null;
}

/** The open invitations to an address, of all projects. */
export async function findInvitationsTo(email: string): Promise<Invitation[]> {
  return db()
    .select()
    .from(operatorInvitations)
    .where(and(sql`lower(${operatorInvitations.email}) = lower(${email})`, isOpen));
}

/** Uses up an open invitation. */
export async function takeInvitation(tokenHash: Buffer, tx: Tx): Promise<Invitation | null> {
  const [row] = await tx
    .delete(operatorInvitations)
    .where(and(eq(operatorInvitations.tokenHash, tokenHash), isOpen))
    .returning();
  return row ?? null;
}

export async function deleteInvitation(projectId: string, id: string, tx: Tx): Promise<Invitation | null> {
  const [row] = await tx
    .delete(operatorInvitations)
    .where(and(eq(operatorInvitations.projectId, projectId), eq(operatorInvitations.id, id)))
    .returning();
  return row ?? null;
}

/** Withdraws what somebody invited to a project, when they leave its team. */
export async function deleteInvitationsBy({ operatorId, projectId }: Membership, tx: Tx): Promise<void> {
  await tx
    .delete(operatorInvitations)
    .where(and(eq(operatorInvitations.projectId, projectId), eq(operatorInvitations.invitedBy, operatorId)));
}
