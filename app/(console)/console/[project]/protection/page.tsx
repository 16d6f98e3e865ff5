import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { spendingOf } from "@/lib/protection";
import { lastDays, refusalsOf } from "@/lib/statistics";
import { type ProjectAccess, requireRole } from "../../../_session/session";
import { Refusals } from "../_overview/activity";
import { Objections } from "./_parts/objections";
import { Prefixes } from "./_parts/prefixes";
import { SettingsForm } from "./_parts/settings-form";
import { saveBots, saveEmails, saveLimits, savePhones, saveRules, saveTests } from "./actions";
import { limitSettings } from "./limits";
import { botGroups, emailGroups, phoneGroups, ruleGroups, testGroups } from "./settings";
import { settingText, text } from "./text";

export const metadata: Metadata = { title: text.title };

const tabs = {
  activity: ActivityTab,
  rules: RulesTab,
  limits: LimitsTab,
  phones: PhonesTab,
  emails: EmailsTab,
  bots: BotsTab,
  tests: TestsTab,
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

async function ActivityTab({ id, base, access: { project, may } }: TabProps) {
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
      <Section title={settingText.prefixes} description={settingText.prefixesText}>
        <Prefixes id={id} projectId={project.id} mayWrite={may("settings.write")} />
      </Section>
      <Section title={text.newest} description={text.newestText}>
        <Objections projectId={project.id} />
      </Section>
    </>
  );
}

function RulesTab({ id, access: { project, may } }: TabProps) {
  const { protection } = project.settings;
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
              value: protection.mode,
              options: (["enforce", "report"] as const).map((value) => ({ value, ...text.modes[value] })),
            },
          ],
        },
        ...ruleGroups(protection),
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

async function PhonesTab({ id, access: { project, may } }: TabProps) {
  const { spent } = await spendingOf(project);
  return (
    <SettingsForm
      save={savePhones}
      project={id}
      mayWrite={may("settings.write")}
      groups={phoneGroups(project.settings.countries, project.settings.protection, spent)}
    />
  );
}

function EmailsTab({ id, access: { project, may } }: TabProps) {
  return (
    <SettingsForm
      save={saveEmails}
      project={id}
      mayWrite={may("settings.write")}
      groups={emailGroups(project.settings.protection)}
    />
  );
}

function BotsTab({ id, access: { project, may } }: TabProps) {
  return (
    <SettingsForm
      save={saveBots}
      project={id}
      mayWrite={may("settings.write")}
      groups={botGroups(project.settings.protection)}
      refusalText={settingText.vendorIncomplete}
    />
  );
}

function TestsTab({ id, access: { project, may } }: TabProps) {
  return (
    <SettingsForm
      save={saveTests}
      project={id}
      mayWrite={may("settings.write")}
      groups={testGroups(project.settings.protection)}
    />
  );
}
