import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchUser } from "./refusals";
import { findRow } from "./repository";
import type { User } from "./user";

export async function findUser(ctx: Ctx, userId: string): Promise<Result<User, NoSuchUser>> {
  const found = await findRow(ctx.project.id, userId);
  return found ? ok(found) : refuse({ code: "user_not_found" });
}
