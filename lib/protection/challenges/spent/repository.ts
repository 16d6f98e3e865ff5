import { sql } from "drizzle-orm";
import { spentChallenges } from "@/drizzle/schema";
import { db } from "@/lib/db";

/** Marks an answer as used. False if it was before. Of parallel calls with one answer, one gets true. */
export async function spendChallenge(answerHash: Buffer, keptSeconds: number): Promise<boolean> {
  const inserted = await db()
    .insert(spentChallenges)
    .values({ answerHash, expiresAt: sql`now() + make_interval(secs => ${keptSeconds})` })
    .onConflictDoNothing()
    .returning({ answerHash: spentChallenges.answerHash });
  return inserted.length === 1;
}
