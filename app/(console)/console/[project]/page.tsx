import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import type { Project } from "@/lib/projects";
import { breakdownOf, periodBefore, refusalsOf, seriesOf } from "@/lib/statistics";
import { list } from "@/lib/verification";
import { requireRole } from "../../_session/session";
import { getText, titled } from "../../_text/get-text";
import { Activity, Refusals } from "./_overview/activity";
import { Attention } from "./_overview/attention";
import { ActiveFilters, Breakdown } from "./_overview/breakdown";
import { Figures } from "./_overview/figures";
import { hrefOf, type PeriodName, periods, viewOf } from "./_overview/period";
import { Welcome } from "./_overview/welcome";

export const generateMetadata = titled("overview.title");

export default async function OverviewPage({ params, searchParams }: PageProps<"/console/[project]">) {
  const t = await getText();
  const [{ project: id }, query] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "read");
  const base = `/console/${id}`;
  const newest = await list(ctx, { limit: 1 });

  return (
    <div className="grid gap-8">
      <PageHeader title={t("overview.title")} />
      {newest.length === 0 ? (
        <Welcome base={base} mayTry={may("verifications.start")} />
      ) : (
        <Statistics project={project} base={base} view={viewOf(query)} />
      )}
      <Section title={t("overview.attention")}>
        <Attention projectId={project.id} base={base} />
      </Section>
    </div>
  );
}

async function Statistics({
  project,
  base,
  view,
}: {
  project: Project;
  base: string;
  view: ReturnType<typeof viewOf>;
}) {
  const t = await getText();
  const { name, period, by, where } = view;
  const [now, before, rows, refusals] = await Promise.all([
    seriesOf(project, period, where),
    seriesOf(project, periodBefore(period), where),
    breakdownOf(project, period, by, where),
    refusalsOf(project.id, period),
  ]);
  return (
    <>
      <div className="grid gap-5">
        <LinkTabs
          label={t("overview.period")}
          items={(Object.keys(periods) as PeriodName[]).map((one) => ({
            href: hrefOf(base, view, { name: one }),
            label: t(`overview.periods.${one}`),
            current: one === name,
          }))}
        />
        <ActiveFilters base={base} view={view} />
        <Figures total={now.total} before={before.total} />
      </div>
      <Section title={t("overview.activity")} description={t(`overview.activityText.${period.interval}`)}>
        <Activity period={period} series={now.series} />
      </Section>
      <Section title={t("overview.breakdown")} description={t("overview.breakdownText")}>
        <Breakdown base={base} view={view} rows={rows} />
      </Section>
      <Section title={t("overview.refusals")} description={t("overview.refusalsText")}>
        <Refusals period={period} rows={refusals} />
      </Section>
    </>
  );
}
