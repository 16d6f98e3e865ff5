import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { lastDays, refusalsOf } from "@/lib/statistics";
import { type ProjectAccess, requireRole } from "../../../_session/session";
import { Refusals } from "../_overview/activity";
import { Objections } from "./_parts/objections";
import { SettingsForm } from "./_parts/settings-form";
import { saveLimits, saveRules } from "./actions";
import { limitSettings } from "./limits";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const tabs = {
  activity: ActivityTab,
  rules: RulesTab,
  limits: LimitsTab,
};
type Tab = keyof typeof tabs;

export default async function ProtectionPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/protection">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const access = await requireRole(id, "read");
  const base = `/console/${id}/protection`;
  const tab = (Object.keys(tabs) as Tab[]).find((one) => one === search.tab) ?? "activity";
  const Content = tabs[tab];

  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      <LinkTabs
        label={text.tabsLabel}
        items={(Object.keys(tabs) as Tab[]).map((one) => ({
          href: one === "activity" ? base : `${base}?tab=${one}`,
          label: text.tabs[one],
          current: one === tab,
        }))}
      />
      <Content id={id} base={base} access={access} />
    </div>
  );
}

interface TabProps {
  /** The project's id in URLs. */
  id: string;
  base: string;
  access: ProjectAccess;
}

const shownDays = 7;

async function ActivityTab({ base, access: { project } }: TabProps) {
  const period = lastDays(shownDays);
  const refusals = await refusalsOf(project.id, period);
  return (
    <>
      {project.settings.protection.mode === "report" && (
        <Callout tone="info" title={text.reporting}>
          {text.reportingText} <TextLink href={`${base}?tab=rules`}>{text.toRules}</TextLink>
        </Callout>
      )}
      <Section title={text.blocked} description={text.blockedText}>
        <Refusals
          period={period}
          rows={refusals.filter(({ reason }) => reason.startsWith("rule/") || reason.startsWith("limit/"))}
        />
      </Section>
      <Section title={text.newest} description={text.newestText}>
        <Objections projectId={project.id} />
      </Section>
    </>
  );
}

function RulesTab({ id, access: { project, may } }: TabProps) {
  const { mode } = project.settings.protection;
  return (
    <SettingsForm
      save={saveRules}
      project={id}
      mayWrite={may("settings.write")}
      groups={[
        {
          title: text.mode,
          description: text.modeText,
          settings: [
            {
              kind: "choice",
              name: "mode",
              label: text.modeLabel,
              value: mode,
              options: (["enforce", "report"] as const).map((value) => ({ value, ...text.modes[value] })),
            },
          ],
        },
      ]}
    />
  );
}

function LimitsTab({ id, access: { project, may } }: TabProps) {
  const { messages, volumes, guesses } = limitSettings(project.settings.protection);
  return (
    <SettingsForm
      save={saveLimits}
      project={id}
      mayWrite={may("settings.write")}
      groups={[
        { title: text.limits, description: text.limitsText, settings: messages },
        { title: text.volumeTitle, description: text.volumeText, settings: volumes },
        { title: text.guesses, description: text.guessesText, settings: guesses },
      ]}
    />
  );
}
