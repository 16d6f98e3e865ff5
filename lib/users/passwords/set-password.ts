import { type Ctx, record } from "@/lib/access";
import { db, type Tx } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import type { NoSuchUser } from "../refusals";
import { lockUser } from "../repository";
import { hashPassword } from "./hash";
import { keepFirstHash, keepHash } from "./repository";

export interface SetPassword {
  userId: string;
  password: string | { hash: string };
}

/** Sets or replaces a user's password. The dialect validates it. */
export async function setPassword(
  ctx: Ctx,
  { userId, password }: SetPassword,
): Promise<Result<void, NoSuchUser>> {
  const hash = await hashOf(password);
  return db().transaction(async (tx): Promise<Result<void, NoSuchUser>> => {
    if (!(await lockUser(tx, ctx.project.id, userId))) return refuse({ code: "user_not_found" });
    await keepHash(tx, { projectId: ctx.project.id, userId, hash });
    await recordPassword(ctx, userId, tx);
    return ok(undefined);
  });
}

/** Sets a user's first password. Of parallel calls, one succeeds. */
export async function setFirstPassword(
  ctx: Ctx,
  { userId, password }: SetPassword,
): Promise<Result<void, NoSuchUser | { code: "password_exists" }>> {
  const hash = await hashOf(password);
  return db().transaction(async (tx): Promise<Result<void, NoSuchUser | { code: "password_exists" }>> => {
    if (!(await lockUser(tx, ctx.project.id, userId))) return refuse({ code: "user_not_found" });
    if (!(await keepFirstHash(tx, { projectId: ctx.project.id, userId, hash })))
      return refuse({ code: "password_exists" });
    await recordPassword(ctx, userId, tx);
    return ok(undefined);
  });
}

async function hashOf(password: SetPassword["password"]): Promise<string> {
  return typeof password === "string" ? hashPassword(password) : password.hash;
}

function recordPassword(ctx: Ctx, userId: string, tx: Tx) {
  return record(ctx, "user.updated", { userId, members: ["password"] }, tx);
}
