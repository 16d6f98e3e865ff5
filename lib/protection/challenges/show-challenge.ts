import type { Ctx } from "@/lib/access";
import { factsOf } from "../risk/counts";
import { type PageAction, type RiskLevel, riskOf } from "../risk/risk-of";
import type { ShownChallenge } from "./challenge";
import { kindOf } from "./kinds";

type Visitor = Pick<Ctx, "project" | "endUser">;

/** How hard the challenge of a page is. 0: there is none. `always` applies to messages only. */
export function challengeLevel(visitor: Visitor, action: PageAction): RiskLevel {
  const { when } = visitor.project.settings.protection.challenge;
  if (when === "never") return 0;
  const level = riskOf(action, factsOf(visitor));
  return level === 0 && when === "always" && action === "send" ? 1 : level;
}

/** The challenge that a page's form shows. Null: none. Issuing one costs a millisecond and no statement. */
export async function showChallenge(
  visitor: Visitor,
  action: PageAction,
  verificationId: string,
): Promise<ShownChallenge | null> {
  const level = challengeLevel(visitor, action);
  if (level === 0) return null;
  const { project } = visitor;
  return kindOf(project.settings.protection.challenge).issue({ project, verificationId }, level);
}
