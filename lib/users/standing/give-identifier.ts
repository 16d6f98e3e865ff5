import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { eventDataOf } from "../event-data";
import type { NoSuchUser } from "../refusals";
import { lockUser } from "../repository";
import { inTransaction } from "../transaction";
import type { HeldIdentifier } from "../user";
import { demotePrimary, insertStanding, isHeldVerified, type PlainIdentifier } from "./repository";
import type { Standing } from "./standing";

export interface GiveIdentifier {
  userId: string;
  /** As its dialect reads it: this verb judges no form. */
  identifier: PlainIdentifier;
  standing: Standing;
  wireContext?: Record<string, unknown>;
}

type GiveRefusal = NoSuchUser | { code: "identifier_exists" } | { code: "identifier_taken" };

/**
 * Adds an identifier with the standing that a backend asserts. Stricter than `addIdentifier`: what another user of the
 * project holds verified is refused even unverified, and nothing becomes primary unasked.
 */
export async function giveIdentifier(
  ctx: Ctx,
  { userId, identifier, standing, wireContext }: GiveIdentifier,
): Promise<Result<HeldIdentifier, GiveRefusal>> {
  const projectId = ctx.project.id;
  return inTransaction(
    ["identifier_exists", "identifier_taken"],
    async (tx): Promise<Result<HeldIdentifier, GiveRefusal>> => {
      if (!(await lockUser(tx, projectId, userId))) return refuse({ code: "user_not_found" });
      if (await isHeldVerified(tx, { ...identifier, projectId, otherThan: userId })) {
        return refuse({ code: "identifier_taken" });
      }
      if (standing === "primary") await demotePrimary(tx, { userId, type: identifier.type });
      const row = { ...identifier, id: newId(), projectId, userId, wireContext };
      const held = await insertStanding(tx, row, standing);
      await record(ctx, "identifier.added", eventDataOf(held), tx);
      return ok(held);
    },
  );
}
