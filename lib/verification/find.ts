import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findAnywhere, findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import type { LoadedVerification } from "./verification";

export async function find(ctx: Ctx, verificationId: string): Promise<Result<LoadedVerification, NotFound>> {
  const found = await findById(ctx.project.id, verificationId);
  return found ? ok(found) : refuse({ code: "verification_not_found" });
}

/** For the portal, whose URL contains the verification's id but no project. */
export async function findForPortal(verificationId: string): Promise<Result<LoadedVerification, NotFound>> {
  const found = await findAnywhere(verificationId);
  return found ? ok(found) : refuse({ code: "verification_not_found" });
}
