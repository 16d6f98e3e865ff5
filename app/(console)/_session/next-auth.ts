import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { acceptInvitation, consumeConsoleLink, keyFor, sessionLifetimeSeconds } from "@/lib/access";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { ok, type Refusal, type Result, refuse } from "@/lib/result";
import { checkSignInCode, forgetSignIn } from "./sign-in-code";
import { startSession } from "./start-session";

/**
 * How operators sign in. The cookie is a JWT that contains only the session's id.
 * Without NEXTAUTH_URL, next-auth takes its own URL from the request's Host header, which anyone can forge. So it is set
 * here from PUBLIC_URL, in the one place that creates the options (docs/security.md #15).
 */
export function authOptions(): NextAuthOptions {
  process.env.NEXTAUTH_URL = env.PUBLIC_URL;
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: sessionLifetimeSeconds },
    pages: { signIn: "/console/sign-in", error: "/console/sign-in", signOut: "/console" },
    providers: [codeProvider, linkProvider, invitationProvider],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      session: ({ session, token }) => ({ expires: session.expires, sessionId: token.sessionId }),
    },
    logger: {
      error: (reason) => log.warn("next-auth refused.", { reason }),
      warn: () => {},
      debug: () => {},
    },
  };
}

export function sessionSecret(): string {
  return keyFor("session").toString("base64url");
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
      const operator = await acceptInvitation(credentials?.token ?? "");
      if (!operator) return refuse({ code: "invitation_invalid" });
      return ok(await startSession(operator, { by: "invitation" }));
    }),
});

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
