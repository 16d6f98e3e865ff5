import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { openConnector } from "@/lib/social";
import { type LogtoError, no } from "../errors";
import { findFound } from "./resource";

export const AuthorizationUriBody = z.object({ state: z.string(), redirectUri: z.string() });

export const authorizationUriRefusals = [
  "entity.not_found",
  "connector.unexpected_type",
  "session.insufficient_info",
  "connector.not_implemented",
] as const;

/**
 * Where a person would go. With the vendor only connectors that keep nothing between going and coming can be asked so;
 * ours keep a PKCE verifier for every visit, so the mock alone answers.
 */
export async function authorizationUriOf(
  ctx: Ctx,
  id: string,
  { state, redirectUri }: z.output<typeof AuthorizationUriBody>,
): Promise<Result<{ redirectTo: string }, LogtoError<(typeof authorizationUriRefusals)[number]>>> {
  if (state === "" || redirectUri === "") return no("session.insufficient_info");
  const found = await findFound(ctx.project, id);
  if (!found) return no("entity.not_found", { status: 404 });
  if (found.sort !== "social") return no("connector.unexpected_type");
  const opened = found.connector.kind === "echo" ? await openConnector(ctx, found.connector.id) : null;
  const begun = opened?.ok
    ? await opened.value.provider.begin({ state, redirectUri, nonce: "", verifier: "" })
    : null;
  return begun?.ok
    ? ok({ redirectTo: begun.value.authorizationUrl })
    : no("connector.not_implemented", { status: 501 });
}
