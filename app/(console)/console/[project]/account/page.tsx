import type { Metadata } from "next";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { listSessions } from "@/lib/access";
import { isEmailInboxOnly } from "@/lib/delivery";
import { reservedProject } from "../../../_session/console-ctx";
import { requireRole } from "../../../_session/session";
import { ChangeAddressDialog } from "./_parts/change-address-dialog";
import { ProfileForm } from "./_parts/profile-form";
import { SecondFactors } from "./_parts/second-factors";
import { SessionTable } from "./_parts/session-table";
import { endAllSessions } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function AccountPage({ params }: PageProps<"/console/[project]/account">) {
  const { project } = await params;
  const { operator, session } = await requireRole(project, "read");
  const [sessions, isInboxOnly] = await Promise.all([
    listSessions(operator.id),
    reservedProject().then(({ id }) => isEmailInboxOnly(id)),
  ]);
  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      <div>
        <Section split title={text.profile}>
          <ProfileForm name={operator.name} />
        </Section>
        <Section
          split
          anchor="email"
          title={text.email}
          description={isInboxOnly ? text.emailInboxOnly : text.emailText}
        >
          <div className="flex flex-wrap items-center justify-between gap-3">
            <span className="wrap-anywhere">{operator.email}</span>
            {!isInboxOnly && <ChangeAddressDialog />}
          </div>
        </Section>
        <Section split anchor="second-factor" title={text.secondFactor} description={text.secondFactorText}>
          <SecondFactors session={session} />
        </Section>
        <Section
          split
          anchor="sessions"
          title={text.sessions}
          description={text.sessionsText}
          actions={<EndAllDialog />}
        >
          <SessionTable sessions={sessions} current={session.id} />
        </Section>
      </div>
    </div>
  );
}

function EndAllDialog() {
  return (
    <ConfirmButton
      label={text.endAll}
      variant="secondary"
      title={text.endAllTitle}
      description={text.endAllText}
      action={endAllSessions}
    />
  );
}
