import type { Ctx } from "@/lib/access";
import type { SendBlocked } from "@/lib/delivery";
import { errorFields, log } from "@/lib/log";
import type { Policy } from "@/lib/projects";
import {
  assess,
  countRefusal,
  type Finding,
  findingOfVolume,
  type MessageLimit,
  openRules,
  ownLimits,
  type ProtectionRule,
  recordFinding,
  type Subject,
  type Volume,
  warnOfSpending,
} from "@/lib/protection";
import { maskIdentifier } from "@/lib/users";
import type { LimitArrays, VolumeLine } from "./budgets/repository";
import { limitArrays, volumeKey } from "./limits";

/** What protection decided about a message before its statement. */
export interface Protected {
  /** Why it must not be sent. */
  blocked: Finding | null;
  /** Whether the caller must not learn of it: the message is recorded and never sent. */
  isHidden: boolean;
  /** All limits of the message, as statement parameters. */
  arrays: LimitArrays;
  volumes: readonly Volume[];
  /** The fixed code of a test recipient, if the policy's codes are as long. */
  testCode: string | null;
}

/**
 * Assesses a message, and records what a rule objects to. In `report` mode and for callers that deliver messages themselves,
 * no rule refuses anything. `others` are limits of the policy and the caller.
 */
export async function protect(
  ctx: Ctx,
  policy: Policy,
  subject: Subject,
  others: readonly MessageLimit[],
): Promise<Protected> {
  if (policy.deliver === "return")
    return { blocked: null, isHidden: false, arrays: limitArrays(others, []), volumes: [], testCode: null };
  const { finding, limits, volumes, testCode } = await assess(ctx, subject);
  const blocked = finding && (await judgeFinding(ctx, finding, subject));
  const isHidden = blocked !== null && hidesFinding(ctx, blocked);
  const charged = isHidden ? [] : volumes.map((volume) => withMode(ctx, volume));
  return {
    blocked,
    isHidden,
    arrays: limitArrays([...others, ...limits], charged),
    volumes: charged,
    testCode: testCode?.length === policy.codeLength ? testCode : null,
  };
}

/** Rules that only report only count. */
export function withMode(ctx: Ctx, volume: Volume): Volume {
  return {
    ...volume,
    isEnforced: volume.isEnforced && !isReporting(ctx, volume.rule),
  };
}

/** What the statement says about volumes. */
interface VolumeOutcome {
  isVolumeFull: boolean;
  volumes: readonly VolumeLine[] | null;
}

/** The volume that alone refused the message. Null: none did. Records it, and what volumes in report mode would have refused. */
export async function judgeVolumes(
  ctx: Ctx,
  { volumes }: Pick<Protected, "volumes">,
  { isVolumeFull, volumes: lines }: VolumeOutcome,
  subject: Subject,
): Promise<Finding | null> {
  const used = (volume: Volume) => lines?.find(({ key }) => key === volumeKey(volume))?.used ?? 0;
  const isFull = (volume: Volume) => used(volume) + volume.amount > volume.max;
  const enforced = volumes.filter(({ isEnforced }) => isEnforced);
  // A parallel message can have filled it after it was read.
  const full = isVolumeFull ? (enforced.find(isFull) ?? enforced[0]) : undefined;
  const wouldRefuse = volumes.find((volume) => !volume.isEnforced && isFull(volume));
  if (full) return judgeFinding(ctx, findingOfVolume(full, used(full)), subject);
  const cap = volumes.find(({ rule }) => rule === "spend_cap");
  if (cap) warnOfSpending(ctx.project.id, cap, used(cap));
  if (wouldRefuse) await judgeFinding(ctx, findingOfVolume(wouldRefuse, used(wouldRefuse)), subject);
  return null;
}

/** The same message, recorded but never sent. */
export function hidden(message: Protected): Protected {
  const none = limitArrays([], []);
  const { volumeKeys, volumeAmounts, volumeMaxes, volumeWindows } = none;
  const arrays = { ...message.arrays, volumeKeys, volumeAmounts, volumeMaxes, volumeWindows };
  return { ...message, isHidden: true, arrays, volumes: [] };
}

/** Records a finding. Returns it if it refuses the message, and null if the project only wants reports. */
export async function judgeFinding(
  ctx: Ctx,
  finding: Finding,
  { normalized }: Subject,
): Promise<Finding | null> {
  const isReported = isReporting(ctx, finding.rule);
  const outcome = isReported ? "reported" : hidesFinding(ctx, finding) ? "hidden" : "refused";
  if (!isReported) countRefusal(ctx.project.id, `rule/${finding.rule}`);
  const recorded = recordFinding(ctx, finding, outcome, maskIdentifier(normalized));
  // On public pages, the time of the response must not tell.
  if (outcome !== "hidden") await recorded;
  else
    recorded.catch((error) =>
      log.error("A refusal could not be recorded.", { projectId: ctx.project.id, error: errorFields(error) }),
    );
  return isReported ? null : finding;
}

/** Whether a rule only records what it would refuse. Limits that the project has set itself always refuse. */
function isReporting({ project }: Ctx, rule: ProtectionRule): boolean {
  const { mode, reportOnly } = project.settings.protection;
  return !ownLimits.has(rule) && (mode === "report" || reportOnly.includes(rule));
}

/** Whoever asks on a public page must not learn what would make the next attempt succeed (docs/security.md #24). */
export function hidesFinding({ caller }: Ctx, { rule }: Finding): boolean {
  return caller.kind === "page" && !openRules.has(rule);
}

export function sendBlocked({ rule, explanation, retryAfterSeconds }: Finding): SendBlocked {
  return { code: "send_blocked", rule, explanation, retryAfterSeconds };
}
