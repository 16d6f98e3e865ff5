import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result } from "@/lib/result";
import { findPerson, type PersonInput, type PersonRefusal } from "./person";
import { type Erased, erase, redactUserEvents } from "./repository";

/**
 * Erases a person everywhere: the user with identifiers, social accounts and password, and whatever tells of the person in
 * verifications, messages, events, webhooks and stored responses. What happened and when stays, without to whom. The audit log
 * stays as it is, because its entries never contain whole recipients and its chain could not be checked otherwise. Suppressions
 * become hashes. Cannot be undone.
 */
export async function erasePerson(ctx: Ctx, input: PersonInput): Promise<Result<Erased, PersonRefusal>> {
  const found = await findPerson(ctx, input);
  if (!found.ok) return found;
  const { user, identifiers } = found.value;
  // Before the user is gone, so that it can be repeated if it fails.
  if (user) await redactUserEvents(ctx.project.id, user.id, user.createdAt);
  const erased = await db().transaction(async (tx) => {
    const done = await erase(tx, ctx.project.id, { identifiers, userId: user?.id ?? null });
    // Without a recipient: this entry is kept for ever.
    await record(ctx, "person.erased", { ...done, ...(user && { userId: user.id }) }, tx);
    return done;
  });
  return ok(erased);
}
