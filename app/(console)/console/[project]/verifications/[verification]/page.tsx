import { notFound } from "next/navigation";
import { CopyButton } from "@/app/_ui/copy-button";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { deliveriesOfVerification } from "@/lib/delivery";
import { fromTypeId } from "@/lib/id";
import { find, latestOf, messageAsSeen, portalOriginOf, statusOf, timelineOf } from "@/lib/verification";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { actorNames } from "../../_parts/actor-names";
import { DeliveryTable } from "../../_parts/delivery-table";
import { MessagePreview } from "../../_parts/message-preview";
import { StatusBadge } from "../../_parts/status-badge";
import { TestBadge } from "../../_parts/test-badge";
import { isForTest, noSubject, subjectOf } from "../account";
import { Timeline } from "./_parts/timeline";
import { VerificationDetails } from "./_parts/verification-details";
import { VerificationState } from "./_parts/verification-state";

export const generateMetadata = titled("verifications.title");

export default async function VerificationPage({
  params,
}: PageProps<"/console/[project]/verifications/[verification]">) {
  const t = await getText();
  const { project, verification: id } = await params;
  const { ctx, may } = await requireRole(project, "read");
  const found = await find(ctx, fromTypeId("ver", id) ?? notFound());
  if (!found.ok) notFound();
  const v = found.value;
  const status = statusOf(v, v.now);
  const [deliveries, timeline, nameOf] = await Promise.all([
    deliveriesOfVerification(ctx.project.id, v.id, t.locale),
    timelineOf(ctx, v.id, t.locale),
    actorNames(ctx, t),
  ]);
  if (!timeline.ok) notFound();
  const latest = latestOf(deliveries);
  const message = latest && (await messageAsSeen(ctx, v, latest));

  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${project}/verifications`, label: t("verifications.title") }}
        title={subjectOf(v) ?? noSubject(v, t)}
        badge={
          <>
            <StatusBadge t={t} status={status} />
            {isForTest(ctx.project)(v) && <TestBadge />}
          </>
        }
        actions={
          <CopyButton
            value={`${portalOriginOf(v)}/verify/${id}`}
            label={t("verifications.copyPortal")}
            text
          />
        }
      />
      <VerificationState
        timeline={timeline.value}
        project={project}
        id={id}
        recipient={subjectOf(v) ?? id}
        may={may}
      />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section title={t("verifications.timeline")}>
          <Timeline timeline={timeline.value} project={project} nameOf={nameOf} />
        </Section>
        <Section title={t("verifications.details")}>
          <VerificationDetails verification={v} project={project} />
        </Section>
      </div>
      <Section title={t("verifications.messages")}>
        {deliveries.length > 0 ? (
          <DeliveryTable deliveries={[...deliveries].reverse()} project={project} now={v.now} />
        ) : (
          <p className="text-muted text-sm">{t("verifications.messagesEmpty")}</p>
        )}
      </Section>
      {message && (
        <Section title={t("verifications.asSeen")} description={t("verifications.asSeenText")}>
          <MessagePreview message={message} />
        </Section>
      )}
    </div>
  );
}
