import { actorOf, type Ctx } from "@/lib/access";
import { appendEvent } from "@/lib/events";
import type { Connector, ProviderRefusal } from "@/lib/social";
import type { Verification } from "../verification";

/** Records a failed authorization request. The verification itself does not change. */
export async function recordFailedAuthorization(
  ctx: Ctx,
  v: Verification,
  connector: Connector,
  { code: reason, explanation, ...more }: ProviderRefusal,
): Promise<void> {
  await appendEvent({
    projectId: v.projectId,
    verificationId: v.id,
    type: "verification.authorization_failed",
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    data: { connectorId: connector.id, provider: connector.target, reason, explanation, ...more },
  });
}
