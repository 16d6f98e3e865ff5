import type { NextAuthOptions, User } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { keyFor, type Operator, spendConsoleLink, touchOperator } from "@/lib/access";
import { env } from "@/lib/env";
import { appendEvent } from "@/lib/events";
import { errorFields, log } from "@/lib/log";
import type { Refusal, Result } from "@/lib/result";
import { hour } from "@/lib/time";
import { reservedProject } from "./console-ctx";
import { answerSignInCode, forgetSignIn } from "./sign-in-code";

/** Console sessions, in seconds. The operator's row is asked on every request, so this only bounds idle browsers. */
const sessionLifetimeSeconds = 12 * hour;

/**
 * How operators sign in. The session is a JWT that holds nothing but the operator's id.
 * next-auth takes its own address from the variable NEXTAUTH_URL alone, else from the request's Host, which anybody can
 * send. It is set here, the one place that makes options, so that PUBLIC_URL decides (docs/security.md #15).
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
    events: { signIn: ({ user, account }) => noteSignIn(user.id, account?.provider ?? "") },
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

/** The six digits of our own engine. */
const codeProvider = Credentials({
  id: "code",
  credentials: { code: {} },
  authorize: (given) => answered(async () => answerSignInCode(given?.code ?? ""), forgetSignIn),
});

/** The one-time link that the terminal prints. */
const linkProvider = Credentials({
  id: "link",
  credentials: { token: {} },
  authorize: (given) =>
    answered(async () => {
      const operator = await spendConsoleLink(given?.token ?? "");
      return operator ? { ok: true, value: operator } : { ok: false, refusal: { code: "link_invalid" } };
    }),
});

/**
 * Runs a provider. next-auth puts an error's message into the address of the page it leads to, so only the refusal's
 * code may be one: a database error quotes the values it was given.
 */
async function answered(
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

async function noteSignIn(operatorId: string, by: string): Promise<void> {
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
