import { listProviders, type Provider } from "@/lib/delivery";
import { listProjects, type Project } from "@/lib/projects";
import { type Finding, failed, passed, warning } from "./finding";
import { type Greeting, greet } from "./greet";

const about = "Providers";

export async function checkProviders(): Promise<Finding[]> {
  const projects = await listProjects();
  const findings = await Promise.all(
    projects.map(async (project) => {
      const enabled = (await listProviders(project.id)).filter(({ isEnabled }) => isEnabled);
      return [...judgeProviderOrder(project, enabled), ...(await greetAll(project, enabled))];
    }),
  );
  return findings.flat();
}

/** Who gets messages at all. */
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
    const text = `Mail of ${named} ends in the built-in inbox: real people get nothing.`;
    findings.push(warning(about, text, "For real mail, add an SMTP server under Providers."));
  }
  // SMS to the inbox alone is how a project without SMS begins; it is told, not counted as a fault.
  const sms = carriers("sms");
  const carriedBy = [
    `mail by ${names(carriers("email"))}`,
    sms.length > 0 ? `SMS by ${names(sms)}` : "no SMS",
  ].join(", ");
  return findings.length > 0 ? findings : [passed(about, `${named}: ${carriedBy}.`)];
}

const names = (providers: readonly Provider[]) =>
  providers.map(({ name }) => name).join(", then ") || "nobody";

async function greetAll(project: Pick<Project, "name">, enabled: readonly Provider[]): Promise<Finding[]> {
  const servers = enabled.filter(({ kind }) => kind === "smtp");
  return Promise.all(
    servers.map(async (provider) => judgeGreeting(project, provider, await greet(provider.config))),
  );
}

export function judgeGreeting(
  { name }: Pick<Project, "name">,
  provider: Provider,
  greeting: Greeting,
): Finding {
  const server = `${provider.name} of “${name}” (${provider.config.host}:${provider.config.port})`;
  if (greeting.ok) return passed(about, `${server} answers.`);
  const remedy =
    "Check host, port and security under Providers; its Test button tries the whole way, with the password.";
  return failed(about, `${server} cannot be used: ${greeting.reason}.`, remedy);
}
