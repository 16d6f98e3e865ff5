import type { Ctx } from "@/lib/access";
import type { LogtoAccountCenter } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";

/** The whole API is only available if the project's account center is enabled. */
export async function accountGate({
  ctx,
}: {
  ctx: Ctx;
}): Promise<Result<undefined, LogtoError<"account_center.not_enabled">>> {
  const { enabled } = ctx.project.settings.dialects.logto.accountCenter;
  return enabled ? ok(undefined) : logtoError("account_center.not_enabled");
}

type Field = keyof LogtoAccountCenter["fields"];

const controlOf = ({ project }: Ctx, field: Field) =>
  project.settings.dialects.logto.accountCenter.fields[field];

export const isReadable = (ctx: Ctx, field: Field) => controlOf(ctx, field) !== "Off";
export const isEditable = (ctx: Ctx, field: Field) => controlOf(ctx, field) === "Edit";
