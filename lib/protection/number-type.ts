import type { Ctx } from "@/lib/access";
import { paidChannelsOf } from "@/lib/delivery";
import { type RefusedNumberType, refusedNumberTypes } from "@/lib/projects";
import { type PhoneType, phoneTypeOf } from "@/lib/users";
import type { Finding } from "./rules";
import type { Subject } from "./subject";

/** Why no codes are sent to numbers of a type. */
const explanations: Record<RefusedNumberType, string> = {
  premium_rate: "This is a premium-rate number. Messages to it cost much and can earn its owner money.",
  shared_cost: "This is a shared-cost number. It belongs to a company and not to a person.",
  toll_free: "This is a toll-free number. It belongs to a company and not to a person.",
  uan: "This is a company number (UAN). It belongs to a company and not to a person.",
  personal_number:
    "This is a forwarding number (personal number). Where it leads, and at what price, is unknown.",
  pager: "This is a pager. It cannot receive codes.",
  voicemail: "This is a voicemail access number. It cannot receive codes.",
  satellite: "This is a satellite number. Messages to it cost several dollars.",
  international_network:
    "This is a number of an international network (+882, +883). Few of them belong to people.",
  fixed_line: "This is a fixed-line number. It can be called but cannot receive text messages.",
};

/** Types that some carriers do reach. They are refused only where trying costs money. */
const onlyPaid: ReadonlySet<string> = new Set<RefusedNumberType>(["fixed_line", "personal_number"]);

/**
 * Objects to numbers that codes cannot reach, or only at a high price. Numbers of an unknown type pass, and so do those that
 * may be mobile, such as all ordinary ones in North America.
 */
export function numberTypeFinding(
  { type, normalized, channel }: Subject,
  allowed: readonly RefusedNumberType[],
): Finding | null {
  if (type !== "phone") return null;
  const found = phoneTypeOf(normalized);
  if (!isRefused(found) || allowed.includes(found)) return null;
  if (found === "fixed_line" && channel === "voice") return null;
  return {
    rule: "number_type",
    key: found,
    explanation: explanations[found],
    retryAfterSeconds: null,
  };
}

/** The rule with the project's settings. */
export async function numberType({ project }: Ctx, subject: Subject): Promise<Finding | null> {
  const finding = numberTypeFinding(subject, project.settings.protection.allowedNumberTypes);
  if (!finding || !onlyPaid.has(finding.key)) return finding;
  return (await paidChannelsOf(project.id)).has(subject.channel) ? finding : null;
}

function isRefused(type: PhoneType | null): type is RefusedNumberType {
  return (refusedNumberTypes as readonly (PhoneType | null)[]).includes(type);
}
