import type { Ctx } from "@/lib/access";
import type { TwilioService } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { find, findByKey, isExpired, type LoadedVerification } from "@/lib/verification";
import { policyName, verificationPolicy } from "../policies";
import { fromSid } from "../sids";
import { recipientIn } from "./requests";

type NotFound = { code: "not_found" };

/** The verification with this id, or the newest one of this recipient, in whatever state. */
export async function findInService(
  ctx: Ctx,
  service: TwilioService,
  sidOrRecipient: string,
): Promise<Result<LoadedVerification, NotFound>> {
  const id = fromSid("VE", sidOrRecipient);
  const identifier = id ? null : recipientIn(sidOrRecipient);
  if (!id && !identifier) return refuse({ code: "not_found" });
  const found = id
    ? await find(ctx, id)
    : await findByKey(ctx, {
        policy: verificationPolicy(service),
        identifier: identifier!,
        client: service.sid,
      });
  const isOfService = found.ok && found.value.policyName === policyName && found.value.client === service.sid;
  return isOfService ? ok(found.value) : refuse({ code: "not_found" });
}

/** Approved and expired verifications no longer exist for the vendor. Canceled ones do. */
export async function findVisible(
  ctx: Ctx,
  service: TwilioService,
  sidOrRecipient: string,
): Promise<Result<LoadedVerification, NotFound>> {
  const found = await findInService(ctx, service, sidOrRecipient);
  if (!found.ok) return found;
  const v = found.value;
  const isGone = v.verifiedAt !== null || (v.canceledAt === null && isExpired(v, v.now));
  return isGone ? refuse({ code: "not_found" }) : found;
}
