import { z } from "zod/v3";
import { type Ctx, findClient } from "@/lib/access";
import { env } from "@/lib/env";
import { endUserOf, type Protocol, requestOrigin } from "@/lib/http";
import { allowedReturnUrl, type Project, projectOfHost } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { logtoEndpointFor } from "../endpoint";
import { type LogtoError, type LogtoRefusal, logtoError } from "../errors";
import { sharedProtocol } from "../protocol";
import { renderRefusal } from "../render";
import { demoApp } from "./begin";
import { interactionCookies } from "./cookies";
import { openInteraction } from "./interaction";
import { noInteraction } from "./protocol";

/*
 * The start of the authorization code flow, as far as a verification service needs it: an application sends people here, they get
 * an interaction, and are redirected to the sign-in page. No code is issued at the end.
 */

export const authorizeRefusals = [
  "oidc.invalid_client",
  "oidc.invalid_request",
  "oidc.invalid_redirect_uri",
  "oidc.unsupported_response_type",
] as const;
type Refused = LogtoError<(typeof authorizeRefusals)[number]>;

/** Refuses with an OAuth error (RFC 6749 §4.1.2.1) and the vendor's. */
function refused(
  error: "invalid_client" | "invalid_request" | "invalid_redirect_uri" | "unsupported_response_type",
  error_description: string,
) {
  return logtoError(`oidc.${error}`, { oauth: { error, error_description } });
}

async function authenticateClient(request: Request, requestId: string): Promise<Result<Ctx, Refused>> {
  const clientId = new URL(request.url).searchParams.get("client_id");
  if (!clientId) return refused("invalid_request", "missing required parameter 'client_id'");
  const project = await projectOf(clientId, request);
  if (!project) return refused("invalid_client", "client is invalid");
  const caller = { kind: "page", nonce: noInteraction } as const;
  const endUser = endUserOf(request.headers);
  return ok({ project, caller, dialect: sharedProtocol.dialect, requestId, endUser });
}

/** The built-in application belongs to the project of the requested host. */
async function projectOf(clientId: string, { headers }: Request): Promise<Project | null> {
  if (clientId === demoApp) return projectOfHost(requestOrigin(headers).host);
  return (await findClient(clientId))?.project ?? null;
}

const protocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateClient,
  renderValue: (_status, location, rendering) => {
    const response = sharedProtocol.renderValue(303, undefined, rendering);
    response.headers.set("location", String(location));
    return response;
  },
  // With `parse_error=false`, clients get only OAuth's members.
  renderRefusal(refusal, rendering) {
    const isRaw = rendering.url.searchParams.get("parse_error") === "false";
    const oauth = isRaw && "oauth" in refusal ? refusal.oauth : undefined;
    return oauth ? Response.json(oauth, { status: 400 }) : renderRefusal(refusal, rendering);
  },
};

/** Declares the authorization endpoint. */
export const authorizationEndpoint = logtoEndpointFor(protocol);

/** Other parameters concern only the end of the flow. */
export const AuthorizationQuery = z.record(z.unknown());

/** Starts an interaction for an application, and returns where to redirect the person. */
export async function authorize(
  ctx: Ctx,
  query: z.output<typeof AuthorizationQuery>,
  answerHeaders: Headers,
): Promise<Result<string, Refused>> {
  const asked = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  if (!isRegistered(ctx, asked("redirect_uri")))
    return refused(
      "invalid_redirect_uri",
      "redirect_uri did not match any of the client's registered redirect_uris",
    );
  if (asked("response_type") !== "code")
    return refused("unsupported_response_type", "only the response_type code is supported");
  // RFC 7636 §4.4.1; plain challenges offer no protection (docs/security.md #27).
  if (asked("code_challenge") === "" || asked("code_challenge_method") !== "S256")
    return refused("invalid_request", "Authorization Server policy requires PKCE with S256 to be used");
  const clientId = asked("client_id");
  const uiLocales = asked("ui_locales").slice(0, 100) || undefined;
  const id = await openInteraction(ctx, { clientId, uiLocales });
  for (const cookie of interactionCookies(id, clientId, uiLocales))
    answerHeaders.append("set-cookie", cookie);
  return ok(`${env.PUBLIC_URL}/sign-in?${new URLSearchParams({ app_id: clientId })}`);
}

/** On this installation, or one of the project's return URLs. */
function isRegistered({ project }: Ctx, redirectUri: string): boolean {
  if (allowedReturnUrl(project.settings.returnUrls, redirectUri)) return true;
  return URL.canParse(redirectUri) && new URL(redirectUri).origin === new URL(env.PUBLIC_URL).origin;
}
