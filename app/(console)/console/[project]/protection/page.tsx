import { Callout } from "@/app/_ui/callout";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { spendingOf } from "@/lib/protection";
import { lastDays, refusalsOf } from "@/lib/statistics";
import { type ProjectAccess, requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { Refusals } from "../_overview/activity";
import { Objections } from "./_parts/objections";
import { Prefixes } from "./_parts/prefixes";
import { SettingsForm } from "./_parts/settings-form";
import { botGroups } from "./_settings/bots";
import { emailGroups } from "./_settings/emails";
import { limitSettings } from "./_settings/limits";
import { phoneGroups } from "./_settings/phones";
import { ruleGroups } from "./_settings/rules";
import { testGroups } from "./_settings/tests";
import { saveBots, saveEmails, saveLimits, savePhones, saveRules, saveTests } from "./actions";

export const generateMetadata = titled("protection.title");

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
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const access = await requireRole(id, "read");
  const base = `/console/${id}/protection`;
  const tab = (Object.keys(tabs) as Tab[]).find((one) => one === search.tab) ?? "activity";
  const Content = tabs[tab];

  return (
    <div className="grid gap-8">
      <PageHeader title={t("protection.title")} description={t("protection.description")} />
      <LinkTabs
        label={t("protection.tabsLabel")}
        items={(Object.keys(tabs) as Tab[]).map((one) => ({
          href: one === "activity" ? base : `${base}?tab=${one}`,
          label: t(`protection.tabs.${one}`),
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
  const t = await getText();
  const period = lastDays(shownDays);
  const refusals = await refusalsOf(project.id, period);
  return (
    <>
      {project.settings.protection.mode === "report" && (
        <Callout tone="info" title={t("protection.reporting")}>
          {t("protection.reportingText")}{" "}
          <TextLink href={`${base}?tab=rules`}>{t("protection.toRules")}</TextLink>
        </Callout>
      )}
      <Section title={t("protection.blocked")} description={t("protection.blockedText")}>
        <Refusals
          period={period}
          rows={refusals.filter(({ reason }) => reason.startsWith("rule/") || reason.startsWith("limit/"))}
        />
      </Section>
      <Section title={t("protection.settings.prefixes")} description={t("protection.settings.prefixesText")}>
        <Prefixes id={id} projectId={project.id} mayWrite={may("settings.write")} />
      </Section>
      <Section title={t("protection.newest")} description={t("protection.newestText")}>
        <Objections projectId={project.id} />
      </Section>
    </>
  );
}

async function RulesTab({ id, access: { project, may } }: TabProps) {
  const t = await getText();
  const { protection } = project.settings;
  return (
    <SettingsForm
      save={saveRules}
      project={id}
      mayWrite={may("settings.write")}
      groups={[
        {
          title: t("protection.mode"),
          description: t("protection.modeText"),
          settings: [
            {
              kind: "choice",
              name: "mode",
              label: t("protection.modeLabel"),
              value: protection.mode,
              options: (["enforce", "report"] as const).map((value) => ({
                value,
                ...t.group(`protection.modes.${value}`),
              })),
            },
          ],
        },
        ...ruleGroups(protection, t),
      ]}
    />
  );
}

async function LimitsTab({ id, access: { project, may } }: TabProps) {
  const t = await getText();
  const { messages, volumes, guesses } = limitSettings(project.settings.protection, t);
  return (
    <SettingsForm
      save={saveLimits}
      project={id}
      mayWrite={may("settings.write")}
      groups={[
        { title: t("protection.limits"), description: t("protection.limitsText"), settings: messages },
        { title: t("protection.volumeTitle"), description: t("protection.volumeText"), settings: volumes },
        { title: t("protection.guesses"), description: t("protection.guessesText"), settings: guesses },
      ]}
    />
  );
}

async function PhonesTab({ id, access: { project, may } }: TabProps) {
  const t = await getText();
  const { spent } = await spendingOf(project);
  return (
    <SettingsForm
      save={savePhones}
      project={id}
      mayWrite={may("settings.write")}
      groups={phoneGroups(project.settings.countries, project.settings.protection, spent, t)}
    />
  );
}

async function EmailsTab({ id, access: { project, may } }: TabProps) {
  const t = await getText();
  return (
    <SettingsForm
      save={saveEmails}
      project={id}
      mayWrite={may("settings.write")}
      groups={emailGroups(project.settings.protection, t)}
    />
  );
}

async function BotsTab({ id, access: { project, may } }: TabProps) {
  const t = await getText();
  return (
    <SettingsForm
      save={saveBots}
      project={id}
      mayWrite={may("settings.write")}
      groups={botGroups(project.settings.protection, t)}
      refusalText={t("protection.settings.vendorIncomplete")}
    />
  );
}

async function TestsTab({ id, access: { project, may } }: TabProps) {
  const t = await getText();
  return (
    <SettingsForm
      save={saveTests}
      project={id}
      mayWrite={may("settings.write")}
      groups={testGroups(project.settings.protection, t)}
    />
  );
}
