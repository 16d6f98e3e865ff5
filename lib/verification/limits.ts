import { type Ctx, networkKey } from "@/lib/access";
import { arrayLiteral } from "@/lib/db";
import type { Policy, ProtectionLimit } from "@/lib/projects";
import { countRefusal, type MessageLimit, recordReachedLimit, type Volume } from "@/lib/protection";
import { addSeconds } from "@/lib/time";
import type { LimitArrays, QuotaLine } from "./budgets/repository";
import type { SendRefusal } from "./refusals";

type PolicyBy = Policy["sendLimits"][number]["by"];
type By = PolicyBy | ProtectionLimit["by"] | "caller";

/** A limit of the caller's own: at most `max` sends with this key in any `windowSeconds`, within the project. */
export interface CallerLimit {
  key: string;
  max: number;
  windowSeconds: number;
}

/** What a send is counted against. */
export interface Counting {
  type: string;
  normalized: string;
  userId: string | null;
}

/** The windows one send is counted in by its policy and caller. A limit by network applies only if there is one. */
export function sendLimitsOf(
  ctx: Ctx,
  policy: Policy,
  { type, normalized, userId }: Counting,
  ofCaller: readonly CallerLimit[] = [],
): MessageLimit[] {
  const recipient = `${type}:${normalized}`;
  const subjects: Record<PolicyBy, string | null> = {
    recipient,
    userRecipient: userId && `${userId}/${recipient}`,
    network: networkKey(ctx.endUser?.ip ?? null),
    project: ctx.project.id,
  };
  const ofPolicy = policy.sendLimits.flatMap(({ by, max, windowSeconds }) => {
    const subject = subjects[by];
    return subject === null ? [] : [{ key: `${by}/${subject}`, max, windowSeconds }];
  });
  return [...ofPolicy, ...ofCaller.map((limit) => ({ ...limit, key: `caller/${limit.key}` }))];
}

/** Limits and volumes as statement parameters. */
export function limitArrays(all: readonly MessageLimit[], volumes: readonly Volume[]): LimitArrays {
  const limits = all.filter((limit, at) => !all.some((other, its) => isImplied(limit, other, at < its)));
  const budgets = budgetsOf(limits);
  return {
    limitKeys: arrayLiteral(limits.map(({ key }) => key)),
    limitMaxes: arrayLiteral(limits.map(({ max }) => max)),
    limitWindows: arrayLiteral(limits.map(({ windowSeconds }) => windowSeconds)),
    budgetKeys: arrayLiteral(budgets.map(({ key }) => key)),
    budgetCapacities: arrayLiteral(budgets.map(({ max }) => max)),
    budgetWindows: arrayLiteral(budgets.map(({ windowSeconds }) => windowSeconds)),
    volumeKeys: arrayLiteral(volumes.map(volumeKey)),
    volumeAmounts: arrayLiteral(volumes.map(({ amount }) => amount)),
    volumeMaxes: arrayLiteral(volumes.map(({ isEnforced, max }) => (isEnforced ? max : null))),
    volumeWindows: arrayLiteral(volumes.map(({ windowSeconds }) => windowSeconds)),
  };
}

/** For each key the largest maximum and the longest window, by key: in this order, budgets are locked. */
function budgetsOf(limits: readonly MessageLimit[]): MessageLimit[] {
  const budgets = new Map<string, MessageLimit>();
  for (const limit of limits) {
    const { key, max, windowSeconds } = budgets.get(limit.key) ?? limit;
    budgets.set(key, {
      key,
      max: Math.max(max, limit.max),
      windowSeconds: Math.max(windowSeconds, limit.windowSeconds),
    });
  }
  return [...budgets.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whether a limit can be left out because of a stricter one. Of two equal limits, the first stays. */
function isImplied(limit: MessageLimit, by: MessageLimit, isFirst: boolean): boolean {
  if (limit === by || limit.key !== by.key) return false;
  if (limit.max === by.max && limit.windowSeconds === by.windowSeconds) return !isFirst;
  return by.max <= limit.max && by.windowSeconds >= limit.windowSeconds;
}

export function volumeKey({ rule, key }: Volume): string {
  return `${rule}/${key}`;
}

/** For messages that do not count. */
export const noLimits = limitArrays([], []);

/** The guess budgets that also refuse sends while locked, as statement parameters. */
export function lockingBudgetsOf(policy: Policy, { type, normalized, userId }: Counting): string {
  const keys = policy.guessBudgets.flatMap(({ by, lockSeconds }) => {
    if (lockSeconds === null) return [];
    if (by === "recipient") return [`${type}:${normalized}`];
    return userId ? [`user:${userId}`] : [];
  });
  return arrayLiteral(keys);
}

/** What is left of one window after a send, for the `RateLimit` header. */
export interface SendQuota {
  by: By;
  max: number;
  windowSeconds: number;
  remaining: number;
  resetSeconds: number;
}

export function quotasAfterSend(lines: readonly QuotaLine[]): SendQuota[] {
  const shortestFirst = [...lines].sort((a, b) => a.windowSeconds - b.windowSeconds);
  return shortestFirst.map((line) => ({
    by: byOf(line),
    max: line.max,
    windowSeconds: line.windowSeconds,
    remaining: Math.max(0, line.max - line.used - 1),
    resetSeconds: Math.max(1, line.resetSeconds),
  }));
}

/**
 * Which window refused a send, which is counted and recorded: the one that takes longest to have room again. If none was full when they were read,
 * parallel sends filled one in the meantime, and a later response will be exact.
 */
export function limitRefusal(
  ctx: Ctx,
  lines: readonly QuotaLine[],
  now: Date,
): Extract<SendRefusal, { code: "send_limit_reached" }> {
  const full = lines
    .filter((line) => line.used >= line.max)
    .sort((a, b) => b.resetSeconds - a.resetSeconds)[0];
  const line = full ?? { ...lines[0]!, resetSeconds: 1 };
  const by = byOf(line);
  countRefusal(ctx.project.id, `limit/${by}`);
  recordReachedLimit(ctx, line);
  return {
    code: "send_limit_reached",
    by,
    ...(by === "caller" && { key: line.key.slice("caller/".length) }),
    max: line.max,
    windowSeconds: line.windowSeconds,
    retryAt: addSeconds(now, Math.max(1, line.resetSeconds)),
    now,
  };
}

function byOf(line: QuotaLine): By {
  return line.key.slice(0, line.key.indexOf("/")) as By;
}
