import { and, eq, sql } from "drizzle-orm";
import { wireSessions } from "@/drizzle/schema";
import { db } from "@/lib/db";

export type WireSession = typeof wireSessions.$inferSelect;

interface Place {
  id: string;
  projectId: string;
  mouth: string;
}

export async function insertSession({
  lifetimeSeconds,
  document,
  ...place
}: Place & { document: string; lifetimeSeconds: number }): Promise<WireSession> {
  const [row] = await db()
    .insert(wireSessions)
    .values({
      ...place,
      document: sql`${document}::jsonb`,
      expiresAt: sql`now() + make_interval(secs => ${lifetimeSeconds})`,
    })
    .returning();
  return row!;
}

/** Null if there is none, or it has ended. */
export async function findSession({ id, projectId, mouth }: Place): Promise<WireSession | null> {
  const [row] = await db()
    .select()
    .from(wireSessions)
    .where(
      and(
        eq(wireSessions.id, id),
        eq(wireSessions.projectId, projectId),
        eq(wireSessions.mouth, mouth),
        sql`${wireSessions.expiresAt} > now()`,
      ),
    );
  return row ?? null;
}
