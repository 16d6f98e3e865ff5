import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { consumeConsoleLink, keyFor, type Operator, touchOperator } from "@/lib/access";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { errorFields, log } from "@/lib/log";
import type { Refusal, Result } from "@/lib/result";
import { hour } from "@/lib/time";
import { reservedProject } from "./console-ctx";
import { checkSignInCode, forgetSignIn } from "./sign-in-code";

/** In seconds. Every request checks the operator's row, so this only limits idle browsers. */
const sessionLifetimeSeconds = 12 * hour;

/**
 * How operators sign in. The session is a JWT that contains only the operator's ID.
 * Without NEXTAUTH_URL, next-auth takes its own URL from the request's Host header, which anyone can forge. So it is set
 * here from PUBLIC_URL, in the one place that creates the options (docs/security.md #15).
 */
export function authOptions(): NextAuthOptions {
  process.env.NEXTAUTH_URL = env.PUBLIC_URL;
  return {
    secret: sessionSecret(),
    session: { strategy: "jwt", maxAge: sessionLifetimeSeconds },
    pages: { signIn: "/console/sign-in", error: "/console/sign-in", signOut: "/console" },
    providers: [codeProvider, linkProvider],
    callbacks: {
      jwt: ({ token, user }) => (user ? { operatorId: user.id } : { operatorId: token.operatorId }),
      session: ({ session, token }) => ({ expires: session.expires, operatorId: token.operatorId }),
    },
    events: { signIn: ({ user, account }) => recordSignIn(user.id, account?.provider ?? "") },
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
  authorize: (credentials) => authorize(async () => checkSignInCode(credentials?.code ?? ""), forgetSignIn),
});

/** Sign-in by the one-time link that `npm run console-link` prints. */
const linkProvider = Credentials({
  id: "link",
  credentials: { token: {} },
  authorize: (credentials) =>
    authorize(async () => {
      const operator = await consumeConsoleLink(credentials?.token ?? "");
      return operator ? { ok: true, value: operator } : { ok: false, refusal: { code: "link_invalid" } };
    }),
});

/**
 * Runs a provider. next-auth puts an error's message into the URL of the error page, so only a refusal's code is thrown:
 * a database error would leak the values in its message.
 */
async function authorize(
  run: () => Promise<Result<Operator, Refusal>>,
  after?: () => Promise<void>,
): Promise<User> {
  const result = await run().catch((error: unknown): Result<Operator, Refusal> => {
    log.error("Signing in failed.", { error: errorFields(error) });
    return { ok: false, refusal: { code: "unavailable" } };
  });
  if (!result.ok) throw new Error(result.refusal.code);
  await after?.();
  return { id: result.value.id };
}

async function recordSignIn(operatorId: string, by: string): Promise<void> {
  const { id: projectId } = await reservedProject();
  await touchOperator(operatorId);
  await appendEvent({
    projectId,
    type: "operator.signed_in",
    actor: `operator:${operatorId}`,
    requestId: null,
    data: { by },
  });
}
