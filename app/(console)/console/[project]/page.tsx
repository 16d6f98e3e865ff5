import type { Metadata } from "next";
import { LinkTabs } from "@/app/_ui/link-tabs";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { list, overviewOf } from "@/lib/verification";
import { requireRole } from "../../_session/session";
import { Attention } from "./_overview/attention";
import { Funnel } from "./_overview/funnel";
import { Welcome } from "./_overview/welcome";
import { words } from "./_overview/words";

export const metadata: Metadata = { title: words.title };

export default async function OverviewPage({ params, searchParams }: PageProps<"/console/[project]">) {
  const [{ project: id }, { span: asked }] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "read");
  const base = `/console/${id}`;
  const span = asked === "week" ? "week" : "day";
  const [funnels, anything] = await Promise.all([overviewOf(project.id), list(ctx, { limit: 1 })]);

  return (
    <div className="grid gap-8">
      <PageHeader title={words.title} />
      {anything.length === 0 ? (
        <Welcome base={base} mayTry={may("verifications.start")} />
      ) : (
        <Section title={words.funnel}>
          <div className="grid gap-5">
            <LinkTabs
              label={words.span}
              items={(["day", "week"] as const).map((one) => ({
                href: one === "day" ? base : `${base}?span=${one}`,
                label: words.spans[one],
                current: one === span,
              }))}
            />
            <Funnel rows={funnels.filter((row) => row.span === span)} />
          </div>
        </Section>
      )}
      <Section title={words.attention}>
        <Attention projectId={project.id} base={base} />
      </Section>
    </div>
  );
}
