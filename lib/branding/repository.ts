import { eq } from "drizzle-orm";
import { logos } from "@/drizzle/schema";
import { db, type Tx } from "@/lib/db";

/** Stores a logo once, however often it is uploaded. */
export async function insertLogo(digest: string, content: Buffer, tx: Tx): Promise<void> {
  await tx.insert(logos).values({ digest, content }).onConflictDoNothing();
}

/** The PNG with this digest. */
export async function findLogo(digest: string): Promise<Buffer | null> {
  const [row] = await db().select({ content: logos.content }).from(logos).where(eq(logos.digest, digest));
  return row?.content ?? null;
}
