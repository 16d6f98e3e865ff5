import { createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";
import { hour } from "@/lib/time";
import { consumeToken, findOperator, insertToken, type Operator } from "./repository";

const kinds = { plain: "console_link", recovery: "console_recovery_link" } as const;

/** How long a printed console link works, in seconds. */
export const consoleLinkLifetimeSeconds = hour;

/**
 * A one-time sign-in link for an operator. The token is in the fragment, which is never logged. A recovery link also stands in
 * for the second factor, for operators who lost theirs.
 */
export async function newConsoleLink(
  operatorId: string,
  { isRecovery = false }: { isRecovery?: boolean } = {},
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await insertToken({
    kind: isRecovery ? kinds.recovery : kinds.plain,
    tokenHash: hash(token),
    operatorId,
    lifetimeSeconds: consoleLinkLifetimeSeconds,
  });
  return `${env.PUBLIC_URL}/console/link#${token}`;
}

export interface UsedConsoleLink {
  operator: Operator;
  isRecovery: boolean;
}

/** Uses a console link. Null if it is unknown, used or expired. */
export async function consumeConsoleLink(token: string): Promise<UsedConsoleLink | null> {
  const plain = await consumeToken(kinds.plain, hash(token));
  const consumed = plain ?? (await consumeToken(kinds.recovery, hash(token)));
  const operator = consumed?.operatorId ? await findOperator(consumed.operatorId) : null;
  return operator && { operator, isRecovery: plain === null };
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
