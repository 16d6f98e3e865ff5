import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { listProviderOrder } from "@/lib/delivery";
import { type Channel, channels, effectivePolicies, type Project, type ShownPolicy } from "@/lib/projects";
import { minute } from "@/lib/time";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import type { Translator } from "../../../../_text/translator";
import { purposeLabel } from "../../verifications/purpose-label";
import { PolicyForm } from "./_parts/policy-form";
import { bounds } from "./policy-fields";

export const generateMetadata = titled("policies.title");

/** docs/security.md #2: longer lifetimes of sign-in codes by email get a warning. */
const maxRecommendedSeconds = 10 * minute;

export default async function PoliciesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/policies">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const all = effectivePolicies(project.settings.policies);
  const purpose =
    typeof search.purpose === "string" && Object.hasOwn(all, search.purpose) ? search.purpose : "confirm";
  const offered = await offeredChannels(project);
  const channel = offered.find((one) => one === search.channel) ?? "email";
  const policy = all[purpose]![channel];

  return (
    <div className="grid gap-8">
      <PageHeader title={t("policies.title")} description={t("policies.description")} />
      <LinkTabs
        label={t("policies.label")}
        items={Object.keys(all).flatMap((name) =>
          offered.map((one) => ({
            href: `/console/${id}/settings/policies?purpose=${name}&channel=${one}`,
            label: t("policies.tab", { purpose: purposeLabel(name, t), channel: t(`terms.channels.${one}`) }),
            current: name === purpose && one === channel,
          })),
        )}
      />
      <PolicyForm
        key={`${purpose} ${channel}`}
        project={id}
        purpose={purpose}
        channel={channel}
        values={valuesOf(policy)}
        bounds={channel !== "email" ? { ...bounds, lifetimeMinutes: { least: 1, most: 10 } } : bounds}
        warning={warningOf(purpose, channel, policy, t)}
        mayWrite={may("settings.write")}
      />
    </div>
  );
}

function valuesOf({
  codeLength,
  maxAttempts,
  maxSends,
  cooldownSeconds,
  lifetimeSeconds,
  resend,
  recipients,
  answerAfter,
  fallbacks: [fallback],
}: ShownPolicy) {
  return {
    codeLength: String(codeLength),
    maxAttempts: String(maxAttempts),
    maxSends: maxSends?.toString() ?? "",
    cooldownSeconds: String(cooldownSeconds),
    lifetimeMinutes: String(lifetimeSeconds / minute),
    resend,
    recipients,
    answerAfter,
    fallbackChannel: fallback?.channel ?? "",
    fallbackSeconds: fallback?.afterSeconds?.toString() ?? "",
  };
}

/** Email and SMS, and the other channels once the project sends on them or has rules for them. */
async function offeredChannels(project: Project): Promise<Channel[]> {
  const isOffered = await Promise.all(
    channels.map(
      async (channel) =>
        channel === "email" ||
        channel === "sms" ||
        Object.values(project.settings.policies).some((one) => one[channel]) ||
        (await listProviderOrder(project.id, channel)).length > 0,
    ),
  );
  return channels.filter((_, at) => isOffered[at]);
}

function warningOf(
  purpose: string,
  channel: Channel,
  { lifetimeSeconds }: ShownPolicy,
  t: Translator,
): string | null {
  return purpose === "authenticate" && channel === "email" && lifetimeSeconds > maxRecommendedSeconds
    ? t("policies.lifetimeLong")
    : null;
}
