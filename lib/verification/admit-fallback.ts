import type { Ctx } from "@/lib/access";
import type { AdmitFallback } from "@/lib/delivery";
import { spendVolumesOf } from "@/lib/protection";
import { parseIdentifierLeniently } from "@/lib/users";
import { addToVolumes } from "./budgets/repository";
import { limitArrays } from "./limits";
import { judgeVolumes } from "./protect";

/** Whether the project's spend cap has room for a fallback. Adds its price if it has. */
export const admitFallback: AdmitFallback = async ({ channel, recipient }, project) => {
  if (channel === "email") return true;
  const parsed = parseIdentifierLeniently({ phone: recipient });
  if (!parsed.ok) return true;
  const subject = { ...parsed.value, channel };
  const volumes = await spendVolumesOf(project, subject);
  if (volumes.length === 0) return true;
  const outcome = await addToVolumes({ projectId: project.id, ...limitArrays([], volumes) });
  const ctx: Ctx = { project, caller: { kind: "system" }, dialect: "system", requestId: null, endUser: null };
  return (await judgeVolumes(ctx, { volumes }, outcome, subject)) === null;
};
