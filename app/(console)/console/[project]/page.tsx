import type { Metadata } from "next";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { list, overviewOf } from "@/lib/verification";
import { requireRole } from "../../_session/session";
import { Attention } from "./_overview/attention";
import { Funnel } from "./_overview/funnel";
import { text } from "./_overview/text";
import { Welcome } from "./_overview/welcome";

export const metadata: Metadata = { title: text.title };

export default async function OverviewPage({ params, searchParams }: PageProps<"/console/[project]">) {
  const [{ project: id }, { span: requested }] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "read");
  const base = `/console/${id}`;
  const span = requested === "week" ? "week" : "day";
  const [funnels, newest] = await Promise.all([overviewOf(project.id), list(ctx, { limit: 1 })]);

  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} />
      {newest.length === 0 ? (
        <Welcome base={base} mayTry={may("verifications.start")} />
      ) : (
        <Section title={text.conversion} description={text.conversionText[span]}>
          <div className="grid gap-5">
            <LinkTabs
              label={text.period}
              items={(["day", "week"] as const).map((one) => ({
                href: one === "day" ? base : `${base}?span=${one}`,
                label: text.periods[one],
                current: one === span,
              }))}
            />
            <Funnel rows={funnels.filter((row) => row.span === span)} />
          </div>
        </Section>
      )}
      <Section title={text.attention}>
        <Attention projectId={project.id} base={base} />
      </Section>
    </div>
  );
}
