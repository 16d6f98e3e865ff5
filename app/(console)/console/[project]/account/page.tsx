import { ConfirmButton } from "@/app/_ui/confirm-button";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { listSessions } from "@/lib/access";
import { isEmailInboxOnly } from "@/lib/delivery";
import { reservedProject } from "../../../_session/console-ctx";
import { requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { ChangeAddressDialog } from "./_parts/change-address-dialog";
import { ProfileForm } from "./_parts/profile-form";
import { SecondFactors } from "./_parts/second-factors";
import { SessionTable } from "./_parts/session-table";
import { endAllSessions } from "./actions";

export const generateMetadata = titled("account.title");

export default async function AccountPage({ params }: PageProps<"/console/[project]/account">) {
  const t = await getText();
  const { project } = await params;
  const { operator, session } = await requireRole(project, "read");
  const [sessions, isInboxOnly] = await Promise.all([
    listSessions(operator.id),
    reservedProject().then(({ id }) => isEmailInboxOnly(id)),
  ]);
  return (
    <div className="grid gap-8">
      <PageHeader title={t("account.title")} description={t("account.description")} />
      <div>
        <Section split title={t("account.profile")}>
          <ProfileForm name={operator.name} />
        </Section>
        <Section
          split
          anchor="email"
          title={t("account.email")}
          description={isInboxOnly ? t("account.emailInboxOnly") : t("account.emailText")}
        >
          <div className="flex flex-wrap items-center justify-between gap-3">
            <span className="wrap-anywhere">{operator.email}</span>
            {!isInboxOnly && <ChangeAddressDialog />}
          </div>
        </Section>
        <Section
          split
          anchor="second-factor"
          title={t("account.secondFactor")}
          description={t("account.secondFactorText")}
        >
          <SecondFactors session={session} />
        </Section>
        <Section
          split
          anchor="sessions"
          title={t("account.sessions")}
          description={t("account.sessionsText")}
          actions={<EndAllDialog />}
        >
          <SessionTable sessions={sessions} current={session.id} />
        </Section>
      </div>
    </div>
  );
}

async function EndAllDialog() {
  const t = await getText();
  return (
    <ConfirmButton
      label={t("account.endAll")}
      variant="secondary"
      title={t("account.endAllTitle")}
      description={t("account.endAllText")}
      action={endAllSessions}
    />
  );
}
