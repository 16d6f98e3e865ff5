import type { Ctx } from "@/lib/access";
import type { NamedPolicy } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { IdentifierInput } from "@/lib/users";
import { findAnywhere, findById, findNewest } from "./queries/repository";
import { identify } from "./recipient";
import type { NotFound } from "./refusals";
import type { LoadedVerification } from "./verification";

export async function find(ctx: Ctx, verificationId: string): Promise<Result<LoadedVerification, NotFound>> {
  const found = await findById(ctx.project.id, verificationId);
  return found ? ok(found) : refuse({ code: "verification_not_found" });
}

export interface FindByKey {
  /** The same as at the start. */
  policy: NamedPolicy;
  identifier: IdentifierInput;
  userId?: string;
  client?: string;
}

/** The newest verification with this policy, identifier, user and client, in any state. */
export async function findByKey(
  ctx: Ctx,
  { policy, identifier, userId, client }: FindByKey,
): Promise<Result<LoadedVerification, NotFound>> {
  const identified = identify(identifier, policy.differences);
  if (!identified.ok) return refuse({ code: "verification_not_found" });
  const found = await findNewest({
    projectId: ctx.project.id,
    policyName: policy.name,
    identifierType: identified.value.identifier.type,
    identifier: identified.value.key,
    userId: userId ?? null,
    client: client ?? null,
  });
  return found ? ok(found) : refuse({ code: "verification_not_found" });
}

/** For the portal, whose URL contains the verification's id but no project. */
export async function findForPortal(verificationId: string): Promise<Result<LoadedVerification, NotFound>> {
  const found = await findAnywhere(verificationId);
  return found ? ok(found) : refuse({ code: "verification_not_found" });
}
