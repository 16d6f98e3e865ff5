import type { Ctx } from "@/lib/access";
import { testRecipientOf } from "@/lib/delivery";
import { disposableDomain } from "./addresses/disposable-domains";
import { domainWithoutMail } from "./addresses/domain-without-mail";
import { roleAddress } from "./addresses/role-address";
import { assessTest } from "./assess-test";
import { type MessageLimit, messageLimitsOf } from "./message-limits";
import { numberType } from "./number-type";
import { assessPrefixes } from "./prefixes/assess-prefixes";
import type { Finding } from "./rules";
import { isSafe } from "./safe-list";
import { spendVolumesOf } from "./spending/spend-cap";
import type { Subject } from "./subject";
import { type Volume, volumesOf } from "./volumes";

/** What the rules say about one message. */
export interface Assessment {
  /** Why it must not be sent. Null: no rule objects so far. */
  finding: Finding | null;
  /** Windows that count single messages, checked and charged with the message. */
  limits: MessageLimit[];
  /** Amounts, checked and charged with the message. */
  volumes: Volume[];
  /** The fixed code of a test recipient. */
  testCode: string | null;
}

type Rule = (ctx: Ctx, subject: Subject) => Finding | null | Promise<Finding | null>;

/** The first one that objects decides. Those that wait for something come last. */
const rules: readonly Rule[] = [numberType, disposableDomain, roleAddress, domainWithoutMail];

/** Looks at a message before it is recorded. Reads only what is cached, so it hardly ever costs a query. */
export async function assess(ctx: Ctx, subject: Subject): Promise<Assessment> {
  const limits = messageLimitsOf(ctx, subject);
  const test = testRecipientOf(ctx.project, subject.normalized);
  // Nothing is sent to it, so it costs nothing, and must not count for the rules.
  if (test) return { ...(await assessTest(ctx, test)), limits, volumes: [] };
  const own = [...volumesOf(ctx, subject), ...(await spendVolumesOf(ctx.project, subject))];
  if (isSafe(ctx.project.settings.protection.safeList, subject))
    return { finding: null, limits, volumes: own, testCode: null };
  const finding = await firstFinding(ctx, subject);
  const prefixes = await assessPrefixes(ctx, subject);
  return {
    finding: finding ?? prefixes.finding,
    limits,
    volumes: [...own, ...prefixes.volumes],
    testCode: null,
  };
}

async function firstFinding(ctx: Ctx, subject: Subject): Promise<Finding | null> {
  for (const rule of rules) {
    const finding = await rule(ctx, subject);
    if (finding) return finding;
  }
  return null;
}
