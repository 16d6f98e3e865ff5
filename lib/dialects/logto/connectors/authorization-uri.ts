import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "../errors";
import { identityPolicy } from "../records/policies";
import { type ProviderError, providerErrors } from "../records/provider-errors";
import { missingMember, startSocial } from "../records/start-social";
import { findFound } from "./resource";

export const AuthorizationUriBody = z.object({ state: z.string(), redirectUri: z.string() });

export const authorizationUriRefusals = [
  "entity.not_found",
  "connector.unexpected_type",
  "session.insufficient_info",
  ...providerErrors,
] as const;

type AuthorizationUriRefusal =
  | ProviderError
  | LogtoError<"entity.not_found" | "connector.unexpected_type" | "session.insufficient_info">;

/**
 * Where a person goes to verify an account that a backend then links. The vendor supports only connectors that store nothing
 * in between. Ours all store a PKCE verifier, with an authorization request that is found by its `state`.
 */
export async function authorizationUriOf(
  ctx: Ctx,
  id: string,
  { state, redirectUri }: z.output<typeof AuthorizationUriBody>,
): Promise<Result<{ redirectTo: string }, AuthorizationUriRefusal>> {
  const refused = missingMember({ state, redirectUri });
  if (refused) return refused;
  const found = await findFound(ctx.project, id);
  if (!found) return logtoError("entity.not_found", { status: 404 });
  if (found.sort !== "social") return logtoError("connector.unexpected_type");
  const { connector } = found;
  const begun = await startSocial(ctx, { connector, policy: identityPolicy, state, redirectUri });
  return begun.ok ? ok({ redirectTo: begun.value.authorizationUri }) : begun;
}
