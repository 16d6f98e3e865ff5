import { createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { hour } from "@/lib/time";
import { consumeToken, findOperator, insertToken, type Operator } from "./repository";

const kind = "console_link";

/** How long a printed console link works, in seconds. */
export const consoleLinkLifetimeSeconds = hour;

/** A one-time sign-in link for an operator. The token is in the fragment, which is never logged. */
export async function newConsoleLink(operatorId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await insertToken({
    kind,
    tokenHash: hash(token),
    operatorId,
    lifetimeSeconds: consoleLinkLifetimeSeconds,
  });
  return `${env.PUBLIC_URL}/console/link#${token}`;
}

/** Uses a console link and returns its operator. Null if it is unknown, used or expired. */
export async function consumeConsoleLink(token: string): Promise<Operator | null> {
  const spent = await consumeToken(kind, hash(token));
  return spent?.operatorId ? findOperator(spent.operatorId) : null;
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
