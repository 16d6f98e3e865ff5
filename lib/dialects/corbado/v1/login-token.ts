import { type Ctx, mintToken, record } from "@/lib/access";
import { issuerAt } from "@/lib/http/oauth";
import { formatId } from "../ids";

/** The vendor's clients use the token at once. */
const lifetimeSeconds = 300;

interface Confirmed {
  userID: string;
  userFullName: string;
}

/**
 * A JWT for the backend, signed with the keys at `/oidc/jwks`: the user has just confirmed a link or code. The vendor
 * documents neither its format nor the call that accepts it. It is no access token: no API accepts it.
 */
export async function loginTokenFor(
  ctx: Ctx,
  userId: string,
  { userID, userFullName }: Confirmed,
): Promise<string> {
  const audience = formatId("pro", ctx.project.number);
  await record(ctx, "user.token_issued", {
    userId,
    audience,
    scopes: [],
    expiresInSeconds: lifetimeSeconds,
  });
  return mintToken({
    issuer: issuerAt("/oidc"),
    subject: userID,
    audience,
    lifetimeSeconds,
    claims: userFullName ? { name: userFullName } : {},
  });
}
