import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import {
  acceptInvitation,
  type CompanySignIn,
  companySignIn,
  consumeConsoleLink,
  discoveryUrlOf,
  enterByCompany,
  sessionLifetimeSeconds,
} from "@/lib/access";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { ok, type Refusal, type Result, refuse } from "@/lib/result";
import { accountCtx } from "./console-ctx";
import { sessionSecret } from "./session-secret";
import { checkSignInCode, forgetSignIn } from "./sign-in-code";
import { startSession } from "./start-session";

/**
 * How operators sign in. The cookie is a JWT that contains only the session's id.
 * Without NEXTAUTH_URL, next-auth takes its own URL from the request's Host header, which anyone can forge. So it is set
 * here from PUBLIC_URL, in the one place that creates the options (docs/security.md #15).
 */
export function authOptions(): NextAuthOptions {
  process.env.NEXTAUTH_URL = env.PUBLIC_URL;
  const company = companySignIn();
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: sessionLifetimeSeconds },
    pages: { signIn: "/console/sign-in", error: "/console/sign-in", signOut: "/console" },
    providers: [
      codeProvider,
      linkProvider,
      invitationProvider,
      ...(company ? [companyProviderOf(company)] : []),
    ],
    callbacks: {
      // The session of an OAuth provider starts here; those of the others have started in `authorize`.
      signIn: async ({ user, account, profile }) => {
        if (company && account?.provider === "company")
          Object.assign(user, await authorize(() => startByCompany(company, { ...profile })));
        return true;
      },
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
    },
    logger: {
      error: (reason, metadata) => {
        const error = metadata instanceof Error ? metadata : metadata.error;
        log.warn("next-auth refused.", { reason, outcome: oauthErrorOf(error), error: errorFields(error) });
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

/** Sign-in by a code from our own engine. */
const codeProvider = Credentials({
  id: "code",
  credentials: { code: {} },
  authorize: (credentials) =>
    authorize(async () => {
      const checked = await checkSignInCode(credentials?.code ?? "");
      if (!checked.ok) return checked;
      await forgetSignIn();
      return ok(await startSession(checked.value, { by: "code" }));
    }),
});

/** Sign-in by the one-time link that `npm run console-link` prints. */
const linkProvider = Credentials({
  id: "link",
  credentials: { token: {} },
  authorize: (credentials) =>
    authorize(async () => {
      const used = await consumeConsoleLink(credentials?.token ?? "");
      if (!used) return refuse({ code: "link_invalid" });
      const by = used.isRecovery ? "recovery link" : "link";
      return ok(await startSession(used.operator, { by, isSecondFactorGiven: used.isRecovery }));
    }),
});

/** Accepts an invitation by the link in its mail, and signs in. */
const invitationProvider = Credentials({
  id: "invitation",
  credentials: { token: {} },
  authorize: (credentials) =>
    authorize(async () => {
      const accepted = await acceptInvitation(credentials?.token ?? "");
      if (!accepted.ok) return accepted;
      return ok(await startSession(accepted.value, { by: "invitation" }));
    }),
});

/** How long the company's provider has to respond, in milliseconds. */
const companyTimeoutMs = 10_000;

/**
 * Sign-in by the company's OpenID Connect provider: authorization code with PKCE, `state` and `nonce` in cookies of this
 * browser. next-auth validates the ID token and gets the keys from the provider (docs/security.md #27 to #30).
 */
function companyProviderOf(company: CompanySignIn): OAuthConfig<{ sub: string }> {
  return {
    id: "company",
    name: company.name,
    type: "oauth",
    wellKnown: discoveryUrlOf(company.issuer),
    clientId: company.clientId,
    clientSecret: company.clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email" } },
    httpOptions: { timeout: companyTimeoutMs },
    profile: ({ sub }) => ({ id: sub }),
  };
}

async function startByCompany(
  company: CompanySignIn,
  claims: Record<string, unknown>,
): Promise<Result<string, Refusal>> {
  const entered = await enterByCompany(company, claims, accountCtx);
  if (!entered.ok) {
    log.warn("The company's sign-in was refused.", { reason: entered.refusal.code });
    return entered;
  }
  const { operator, hasCompanyMfa } = entered.value;
  return ok(await startSession(operator, { by: "company sign-in", hasCompanyMfa }));
}

/** The provider's error code (RFC 6749 §5.2), such as `invalid_client`. The rest of a message can contain values of tokens. */
function oauthErrorOf(error: unknown): string | undefined {
  return error instanceof Error ? /^([a-z_]{1,40})(?= \(|$)/.exec(error.message)?.[0] : undefined;
}

/**
 * Runs a provider, which returns the new session's id: next-auth's user is our session. next-auth puts an error's message into
 * the URL of the error page, so only a refusal's code is thrown: a database error would leak the values in its message.
 */
async function authorize(run: () => Promise<Result<string, Refusal>>): Promise<User> {
  const result = await run().catch((error: unknown): Result<string, Refusal> => {
    log.error("Signing in failed.", { error: errorFields(error) });
    return refuse({ code: "unavailable" });
  });
  if (!result.ok) throw new Error(result.refusal.code);
  return { id: result.value };
}
