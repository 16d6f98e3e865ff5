import { checkCredentials, listProviders, type Provider } from "@/lib/delivery";
import { env } from "@/lib/env";
import { listProjects, type Project } from "@/lib/projects";
import { type Finding, failed, passed, warning } from "./finding";

const about = "Providers";

export async function checkProviders(): Promise<Finding[]> {
  const projects = await listProjects();
  const findings = await Promise.all(
    projects.map(async (project) => {
      const enabled = (await listProviders(project.id)).filter(({ isEnabled }) => isEnabled);
      const credentials = await checkAllCredentials(project, enabled);
      return [
        ...judgeProviderOrder(project, enabled),
        ...credentials,
        ...judgeCallbacks(project, enabled, env.PUBLIC_URL),
      ];
    }),
  );
  return findings.flat();
}

/** Whether messages reach real recipients. */
export function judgeProviderOrder(project: Pick<Project, "name">, enabled: readonly Provider[]): Finding[] {
  const carriers = (channel: "email" | "sms") => enabled.filter(({ channels }) => channels.includes(channel));
  const isInboxOnly = (providers: readonly Provider[]) => providers.every(({ kind }) => kind === "inbox");
  const named = `“${project.name}”`;
  if (enabled.length === 0) {
    return [
      failed(about, `${named} has no enabled provider: nothing can be sent.`, "Enable one under Providers."),
    ];
  }
  const findings: Finding[] = [];
  if (isInboxOnly(carriers("email"))) {
    const text = `Mail of ${named} goes to the built-in inbox, so real people receive nothing.`;
    findings.push(warning(about, text, "For real mail, add an SMTP server under Providers."));
  }
  // SMS only to the inbox is normal for a project without SMS, so it is no warning.
  const sms = carriers("sms");
  const carriedBy = [
    `mail by ${names(carriers("email"))}`,
    sms.length > 0 ? `SMS by ${names(sms)}` : "no SMS",
  ].join(", ");
  return findings.length > 0 ? findings : [passed(about, `${named}: ${carriedBy}.`)];
}

const names = (providers: readonly Provider[]) =>
  providers.map(({ name }) => name).join(", then ") || "nobody";

/** How long a provider has to answer, in milliseconds. */
const limitMs = 5000;

async function checkAllCredentials(
  project: Pick<Project, "name">,
  enabled: readonly Provider[],
): Promise<Finding[]> {
  const checked = await Promise.all(
    enabled.map(async (provider) => {
      const problem = await checkCredentials(provider.projectId, provider.id, AbortSignal.timeout(limitMs));
      return judgeCredentials(project, provider, problem);
    }),
  );
  return checked.flat();
}

/** `problem` as `ProviderKind.checkCredentials` returns it. */
export function judgeCredentials(
  { name }: Pick<Project, "name">,
  provider: Pick<Provider, "name">,
  problem: string | null | undefined,
): Finding[] {
  const which = `${provider.name} of “${name}”`;
  if (problem === undefined) return [];
  if (problem === null) return [passed(about, `${which} accepts its credentials.`)];
  return [failed(about, `${which}: ${problem}`, "Correct its settings under Providers.")];
}

/** Providers that report bounces and deliveries need to reach us. */
export function judgeCallbacks(
  { name }: Pick<Project, "name">,
  enabled: readonly Pick<Provider, "name" | "statusCallbackUrl" | "kind" | "secretsSet">[],
  publicUrl: string,
): Finding[] {
  const reporting = enabled.filter(({ statusCallbackUrl }) => statusCallbackUrl !== null);
  if (reporting.length === 0) return [];
  const { protocol, hostname } = new URL(publicUrl);
  const which = reporting.map((provider) => provider.name).join(" and ");
  if (protocol !== "https:" || ["localhost", "127.0.0.1"].includes(hostname))
    return [
      warning(
        about,
        `${which} of “${name}” cannot report deliveries and bounces to ${publicUrl}.`,
        "Set PUBLIC_URL to a public https address.",
      ),
    ];
  return reporting
    .filter(({ kind, secretsSet }) => kind === "resend" && !secretsSet.includes("webhookSecret"))
    .map((provider) =>
      warning(
        about,
        `${provider.name} of “${name}” does not report deliveries and bounces.`,
        "Add its status callback URL as a webhook in Resend, and the signing secret under Providers.",
      ),
    );
}
