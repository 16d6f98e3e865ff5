import { paidChannelsOf } from "@/lib/delivery";
import type { Project } from "@/lib/projects";
import { day } from "@/lib/time";
import { priceOf } from "../prices/prices";
import type { Subject } from "../subject";
import type { Volume } from "../volumes";
import { toUnits } from "./dollars";

/** The project's cap, as a volume of money that this message adds its price to. Empty without a cap or on a free channel. */
export async function spendVolumesOf(project: Project, subject: Subject): Promise<Volume[]> {
  const cap = spendCapOf(project, subject);
  return cap.length > 0 && (await paidChannelsOf(project.id)).has(subject.channel) ? cap : [];
}

/** The same for a message that costs money, whatever the project's other providers are. */
export function spendCapOf(project: Project, { country, channel }: Subject): Volume[] {
  const { spendPerDay } = project.settings.protection;
  if (spendPerDay === null || channel === "email") return [];
  return [spendCap(spendPerDay, priceOf(project, country, channel))];
}

export function spendCap(spendPerDay: number, price: number): Volume {
  return {
    rule: "spend_cap",
    key: "project",
    amount: toUnits(price),
    max: toUnits(spendPerDay),
    windowSeconds: day,
    isEnforced: true,
  };
}
