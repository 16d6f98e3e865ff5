import { and, desc, eq, sql } from "drizzle-orm";
import { shadowEndpoints } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { merge, type ShadowEndpoint } from "./merge";

/** Endpoints that are kept of one project. Further ones are left out. */
const maxEndpoints = 500;

export interface RecordedEndpoint extends ShadowEndpoint {
  lastAt: Date;
}

/** Adds what was found since the last record. */
export async function recordShadow(projectId: string, found: readonly ShadowEndpoint[]): Promise<void> {
  await db().transaction(async (tx) => {
    // In the same order everywhere, so that two processes cannot deadlock.
    for (const one of found.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      const { dialect, endpoint } = one;
      const isThis = and(
        eq(shadowEndpoints.projectId, projectId),
        eq(shadowEndpoints.dialect, dialect),
        eq(shadowEndpoints.endpoint, endpoint),
      );
      const kept = await tx.$count(shadowEndpoints, eq(shadowEndpoints.projectId, projectId));
      if (kept < maxEndpoints) {
        const empty = { requests: 0, same: 0, notCompared: {}, differences: [], lastAt: sql`now()` };
        await tx
          .insert(shadowEndpoints)
          .values({ projectId, dialect, endpoint, ...empty })
          .onConflictDoNothing();
      }
      const [row] = await tx.select().from(shadowEndpoints).where(isThis).for("update");
      if (!row) continue;
      const { requests, same, notCompared, differences } = merge(row, one);
      await tx
        .update(shadowEndpoints)
        .set({ requests, same, notCompared, differences, lastAt: sql`now()` })
        .where(isThis);
    }
  });
}

const keyOf = ({ dialect, endpoint }: ShadowEndpoint) => `${dialect} ${endpoint}`;

/** All endpoints of a project, those with the most requests first. */
export async function listShadow(projectId: string): Promise<RecordedEndpoint[]> {
  return db()
    .select()
    .from(shadowEndpoints)
    .where(eq(shadowEndpoints.projectId, projectId))
    .orderBy(desc(shadowEndpoints.requests), shadowEndpoints.dialect, shadowEndpoints.endpoint);
}

/** Deletes the report, to begin anew. */
export async function clearShadow(projectId: string): Promise<void> {
  await db().delete(shadowEndpoints).where(eq(shadowEndpoints.projectId, projectId));
}
