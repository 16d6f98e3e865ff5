import type { CustomMessage } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import type { RequestedClaims, SignInContext } from "@/lib/http/oauth";
import { ok, type Result, refuse } from "@/lib/result";
import { findByPrimary, type IdentifierInput } from "@/lib/users";
import { type Start, start } from "@/lib/verification";
import { messageOf } from "../application";
import { loginLinkPolicy, loginOtpPolicy } from "../policies";
import { type SendRefusal, sendRefusal } from "../refusals";
import { callingClient } from "../subject";
import { linkTemplateOf } from "../verification/send-link";
import type { ClientAttributes } from "../wire/sign-in-bodies";
import { onDevice } from "./device";
import { issuer } from "./sign-in";

export interface SendLogin {
  identifier: IdentifierInput;
  redirectUri: string;
  createsUser: boolean;
  /** The audience of the access token. */
  resource?: string;
  /** Further claims of the ID token. */
  claims?: RequestedClaims;
  /** What the person approves by signing in, repeated in the ID token. */
  approvalData?: Record<string, unknown>;
  message?: CustomMessage;
  clientAttributes?: ClientAttributes;
}

type SendLoginRefusal = SendRefusal | { code: "client_gone" } | { code: "user_suspended" };

/** Sends a code to an address of a user, or of somebody who becomes one. */
export async function sendLoginCode(ctx: Ctx, given: SendLogin): Promise<Result<void, SendLoginRefusal>> {
  const methodName = "email" in given.identifier ? "eotp" : "sms";
  return sendLogin(ctx, given, methodName, (isKnown) => ({ policy: loginOtpPolicy(ctx.project, isKnown) }));
}

export interface SendLoginLink extends SendLogin {
  /** Added to the redirect URI, so that the application recognizes its request. */
  state?: string;
  /** Instead of the project's `linkLifetimeSeconds`. */
  lifetimeSeconds?: number;
}

/** Sends a link that redirects to the application with a code. */
export async function sendLoginLink(
  ctx: Ctx,
  { state, lifetimeSeconds, ...given }: SendLoginLink,
): Promise<Result<void, SendLoginRefusal>> {
  return sendLogin(ctx, given, "eml", (isKnown) => ({
    policy: loginLinkPolicy(ctx.project, isKnown, lifetimeSeconds),
    linkTemplate: linkTemplateOf(ctx.project),
    returnNonce: state,
  }));
}

/** `methodName`: the vendor's, for the ID token. `isKnown`: a user has the address. */
async function sendLogin(
  ctx: Ctx,
  { identifier, redirectUri, createsUser, message, clientAttributes, ...asked }: SendLogin,
  methodName: "eml" | "eotp" | "sms",
  inputFor: (isKnown: boolean) => Pick<Start, "policy" | "linkTemplate" | "returnNonce">,
): Promise<Result<void, SendLoginRefusal>> {
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const user = await findByPrimary(ctx, identifier);
  if (!user && !createsUser) return refuse({ code: "user_not_found" });
  if (user?.suspendedAt) return refuse({ code: "user_suspended" });
  const { resource: audience, claims: requested, approvalData } = asked;
  const claims = { amr: [methodName], ...(approvalData && { approval_data: approvalData }) };
  const wireContext: SignInContext = { path: issuer, createsUser, audience, claims, requested };
  const started = await start(onDevice(ctx, clientAttributes), {
    ...inputFor(user !== null),
    identifier,
    purpose: "authenticate",
    client: client.value,
    userId: user?.id,
    returnUrl: redirectUri,
    wireContext,
    message: messageOf(ctx.project, client.value, message),
  });
  return started.ok ? ok(undefined) : sendRefusal(started.refusal, "email" in identifier ? "email" : "phone");
}
