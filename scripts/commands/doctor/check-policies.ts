import { builtInPurposes, listProjects, type Policies, type Project, resolvePolicy } from "@/lib/projects";
import { minute } from "@/lib/time";
import { type Finding, passed, warning } from "./finding";

const about = "Policies";
const channels = ["email", "sms"] as const;

/** The defaults, beyond which a project may go but should know it (docs/security.md, by number). */
const usual = { codeSeconds: 10 * minute, attempts: 5, wrongPerDay: 20 };

export async function checkPolicies(): Promise<Finding[]> {
  const findings = (await listProjects()).flatMap(judgePolicies);
  return findings.length > 0 ? findings : [passed(about, "None goes beyond the defaults.")];
}

export function judgePolicies({ name, settings }: Pick<Project, "name" | "settings">): Finding[] {
  return purposesOf(settings.policies).flatMap((purpose) =>
    channels.flatMap((channel) => {
      const which = `“${purpose}” by ${channel} of “${name}”`;
      return excesses(settings.policies, purpose, channel).map(({ text, remedy }) =>
        warning(about, `${which} ${text}`, remedy),
      );
    }),
  );
}

function purposesOf(policies: Policies): string[] {
  return [...new Set([...builtInPurposes, ...Object.keys(policies)])];
}

function excesses(policies: Policies, purpose: string, channel: (typeof channels)[number]) {
  const policy = resolvePolicy(policies, purpose, channel);
  if (!policy) return [];
  const { codeLifetimeSeconds, maxAttempts, guessBudgets, sendLimits } = policy;
  const found: { text: string; remedy: string }[] = [];
  // Confirming an address by email can take a day (#3); a sign-in code is needed now (#2).
  if (purpose !== "confirm" && codeLifetimeSeconds > usual.codeSeconds) {
    found.push({
      text: `lets codes live ${codeLifetimeSeconds / minute} minutes (#2).`,
      remedy: "Set lifetimeSeconds to 600 or less, unless the purpose only confirms an address.",
    });
  }
  if (maxAttempts > usual.attempts) {
    found.push({ text: `gives ${maxAttempts} attempts (#6).`, remedy: "Set maxAttempts to 5 or less." });
  }
  const most = guessBudgets.find(({ by, wrong }) => by === "recipient" && wrong <= usual.wrongPerDay);
  if (!most) {
    found.push({
      text: `lets more than ${usual.wrongPerDay} wrong codes be tried for one recipient (#7).`,
      remedy: `Add a budget by "recipient" with wrong: ${usual.wrongPerDay} or less to guessBudgets.`,
    });
  }
  if (!sendLimits.some(({ by }) => by === "recipient")) {
    found.push({
      text: "does not limit messages to one recipient (#20).",
      remedy: 'Add a limit by "recipient" to sendLimits, or someone could flood a stranger with messages.',
    });
  }
  return found;
}
