import { createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { hour } from "@/lib/time";
import { findOperator, insertToken, type Operator, spendToken } from "./repository";

const kind = "console_link";

/** How long a printed console link works, in seconds. */
export const consoleLinkLifetimeSeconds = hour;

/** A link that signs this operator in once. The token stands in the fragment, which no server log sees. */
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

/** The operator of a console link, which is used up by this; null if it is unknown, used or past its end. */
export async function spendConsoleLink(token: string): Promise<Operator | null> {
  const spent = await spendToken(kind, hash(token));
  return spent?.operatorId ? findOperator(spent.operatorId) : null;
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
