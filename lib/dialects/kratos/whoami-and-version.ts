import { type AccessToken, type Ctx, verifyAccessToken } from "@/lib/access";
import { ownAudience, ownIssuers } from "@/lib/http/oauth";
import { findUser } from "@/lib/users";
import { errors } from "./errors";
import { showIdentities } from "./identities/identity";
import type { Call } from "./protocol";
import { errorReply, json, type Reply } from "./reply";

/** The release whose clients this dialect is tested with. See the README for its exact version. */
export async function version(_ctx: Ctx, _call: Call): Promise<Reply> {
  return json(200, { version: "v26.2.0" });
}

/** There are no sessions here. A user's access token of this installation counts as one. */
export async function whoami(ctx: Ctx, { request }: Call): Promise<Reply> {
  const { headers } = request;
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const token = headers.get("x-session-token") ?? bearer;
  const session = token ? await sessionOf(ctx, headers, token) : null;
  if (!session) return errorReply(errors.noSession, headers);
  return json(200, session, { "x-kratos-authenticated-identity-id": session.identity.id });
}

async function sessionOf(ctx: Ctx, headers: Headers, token: string) {
  const verified = await verifyAccessToken(token, { issuers: ownIssuers(), audiences: [ownAudience()] });
  if (!verified.ok || verified.value.project.id !== ctx.project.id || !verified.value.userId) return null;
  const found = await findUser(ctx, verified.value.userId);
  if (!found.ok) return null;
  const [identity] = await showIdentities(ctx, headers, [found.value], { isPublic: true });
  return toSession(verified.value, identity!);
}

type Shown = Awaited<ReturnType<typeof showIdentities>>[number];

function toSession({ claims }: AccessToken, identity: Shown) {
  const at = (seconds: number | undefined) => new Date((seconds ?? 0) * 1000).toISOString();
  const issuedAt = at(claims.iat);
  return {
    id: claims.jti ?? identity.id,
    active: true,
    expires_at: at(claims.exp),
    authenticated_at: issuedAt,
    authenticator_assurance_level: "aal1",
    authentication_methods: [{ method: "code", aal: "aal1", completed_at: issuedAt }],
    issued_at: issuedAt,
    identity,
    devices: [],
  };
}
