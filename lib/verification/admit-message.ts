import type { Ctx } from "@/lib/access";
import type { AdmitFallback, AdmitTest } from "@/lib/delivery";
import type { Channel } from "@/lib/projects";
import { assess, type Finding, type Subject, spendCapOf, type Volume, volumesOf } from "@/lib/protection";
import { parseIdentifierLeniently } from "@/lib/users";
import { addToVolumes } from "./budgets/repository";
import { limitArrays } from "./limits";
import { judgeFinding, judgeVolumes, sendBlocked, withMode } from "./protect";

/** A fallback is held to all rules and amounts. Limits by recipient and device counted the message that it replaces. */
export const admitFallback: AdmitFallback = async ({ channel, recipient }, project) => {
  const subject = subjectOf(channel, recipient);
  if (!subject) return null;
  const ctx: Ctx = { project, caller: { kind: "system" }, dialect: "system", requestId: null, endUser: null };
  const { finding, volumes } = await assess(ctx, subject);
  const blocked =
    (finding && (await judgeFinding(ctx, finding, subject))) ?? (await charge(ctx, subject, volumes));
  if (!blocked) return null;
  return blocked.rule === "spend_cap" ? "spend_cap" : "blocked";
};

/** An operator's test is held to what the project allows itself, not to rules against strangers. */
export const admitTest: AdmitTest = async (ctx, { channel, recipient, isPaid }) => {
  const subject = subjectOf(channel, recipient);
  if (!subject) return null;
  const volumes = [...volumesOf(ctx, subject), ...(isPaid ? spendCapOf(ctx.project, subject) : [])];
  const blocked = await charge(ctx, subject, volumes);
  return blocked && sendBlocked(blocked);
};

/** Adds the message to amounts. Returns why one of them refuses it. */
async function charge(ctx: Ctx, subject: Subject, volumes: readonly Volume[]): Promise<Finding | null> {
  if (volumes.length === 0) return null;
  const charged = volumes.map((volume) => withMode(ctx, volume));
  const outcome = await addToVolumes({ projectId: ctx.project.id, ...limitArrays([], charged) });
  return judgeVolumes(ctx, { volumes: charged }, outcome, subject);
}

function subjectOf(channel: Channel, recipient: string): Subject | null {
  const parsed = parseIdentifierLeniently(channel === "email" ? { email: recipient } : { phone: recipient });
  return parsed.ok ? { ...parsed.value, channel } : null;
}
