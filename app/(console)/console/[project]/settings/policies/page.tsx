import type { Metadata } from "next";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { type Channel, effectivePolicies, type ShownPolicy } from "@/lib/projects";
import { minute } from "@/lib/time";
import { requireRole } from "../../../../_session/session";
import { PolicyForm } from "./_parts/policy-form";
import { bounds } from "./policy-fields";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const channels = ["email", "sms"] as const;
/** docs/security.md #2: longer lifetimes of sign-in codes by email get a warning. */
const maxRecommendedSeconds = 10 * minute;

export default async function PoliciesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/policies">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const all = effectivePolicies(project.settings.policies);
  const purpose =
    typeof search.purpose === "string" && Object.hasOwn(all, search.purpose) ? search.purpose : "confirm";
  const channel: Channel = search.channel === "sms" ? "sms" : "email";
  const policy = all[purpose]![channel];

  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      <LinkTabs
        label={text.label}
        items={Object.keys(all).flatMap((name) =>
          channels.map((offered) => ({
            href: `/console/${id}/settings/policies?purpose=${name}&channel=${offered}`,
            label: text.tab(name, offered),
            current: name === purpose && offered === channel,
          })),
        )}
      />
      <PolicyForm
        key={`${purpose} ${channel}`}
        project={id}
        purpose={purpose}
        channel={channel}
        values={valuesOf(policy)}
        bounds={channel === "sms" ? { ...bounds, lifetimeMinutes: { least: 1, most: 10 } } : bounds}
        warning={warningOf(purpose, channel, policy)}
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
}: ShownPolicy) {
  return {
    codeLength: String(codeLength),
    maxAttempts: String(maxAttempts),
    maxSends: maxSends?.toString() ?? "",
    cooldownSeconds: String(cooldownSeconds),
    lifetimeMinutes: String(lifetimeSeconds / minute),
    resend,
    recipients,
  };
}

function warningOf(purpose: string, channel: Channel, { lifetimeSeconds }: ShownPolicy): string | null {
  return purpose === "authenticate" && channel === "email" && lifetimeSeconds > maxRecommendedSeconds
    ? text.lifetimeLong
    : null;
}
