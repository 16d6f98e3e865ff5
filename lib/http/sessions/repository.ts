import { and, eq, sql } from "drizzle-orm";
import { wireSessions } from "@/drizzle/schema";
import { db } from "@/lib/db";

export type WireSession = typeof wireSessions.$inferSelect;

interface Place {
  id: string;
  projectId: string;
  dialect: string;
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

const isLive = ({ id, dialect }: Omit<Place, "projectId">) =>
  and(eq(wireSessions.id, id), eq(wireSessions.dialect, dialect), sql`${wireSessions.expiresAt} > now()`);

const isAt = (place: Place) => and(isLive(place), eq(wireSessions.projectId, place.projectId));

/** Null if there is none, or it has ended. */
export async function findSession(place: Place): Promise<WireSession | null> {
  const [row] = await db().select().from(wireSessions).where(isAt(place));
  return row ?? null;
}

/** In whichever project: a browser's cookie names none. */
export async function findSessionAnywhere(place: Omit<Place, "projectId">): Promise<WireSession | null> {
  const [row] = await db().select().from(wireSessions).where(isLive(place));
  return row ?? null;
}

/** Changes a document under its row's lock, so that of several changes each sees what the one before wrote. */
export async function changeSession(
  place: Place,
  change: (document: unknown) => unknown,
): Promise<WireSession | null> {
  return db().transaction(async (tx) => {
    const [before] = await tx.select().from(wireSessions).where(isAt(place)).for("update");
    if (!before) return null;
    const document = sql`${JSON.stringify(change(before.document))}::jsonb`;
    const [row] = await tx.update(wireSessions).set({ document }).where(isAt(place)).returning();
    return row ?? null;
  });
}
