import type { Ctx } from "@/lib/access";
import type { TwilioService } from "@/lib/projects";
import { ok, refuse } from "@/lib/result";
import { approve, cancel } from "@/lib/verification";
import { findVisible } from "./find-verification";
import { loadVerification } from "./verification";

/** Cancels a verification, or approves it because the caller has checked the code itself. */
export async function updateVerification(
  ctx: Ctx,
  service: TwilioService,
  { sid, status }: { sid: string; status: "canceled" | "approved" },
) {
  const found = await findVisible(ctx, service, sid);
  if (!found.ok) return found;
  const verificationId = found.value.id;
  const ended =
    status === "canceled" ? await cancel(ctx, { verificationId }) : await approve(ctx, { verificationId });
  // Another call was first, or the verification has just expired.
  if (!ended.ok) return refuse({ code: "not_found" });
  return ok(await loadVerification(ctx, ended.value));
}
