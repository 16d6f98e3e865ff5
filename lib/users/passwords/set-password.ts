import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchUser } from "../refusals";
import { lockUser } from "../repository";
import { hashPassword } from "./hash";
import { keepHash } from "./repository";

/** Sets or replaces a user's password. The dialect validates it. */
export async function setPassword(
  ctx: Ctx,
  { userId, password }: { userId: string; password: string | { hash: string } },
): Promise<Result<void, NoSuchUser>> {
  const hash = typeof password === "string" ? await hashPassword(password) : password.hash;
  return db().transaction(async (tx): Promise<Result<void, NoSuchUser>> => {
    if (!(await lockUser(tx, ctx.project.id, userId))) return refuse({ code: "user_not_found" });
    await keepHash(tx, userId, hash);
    await record(ctx, "user.updated", { userId, members: ["password"] }, tx);
    return ok(undefined);
  });
}
