import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import {
  companySignIn,
  listInvitations,
  listLinkedOperators,
  listTeam,
  type Operator,
  type Role,
} from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { InviteDialog } from "./_parts/invite-dialog";
import { PendingMember } from "./_parts/pending-member";
import { RoleSelect } from "./_parts/role-select";
import { SecondFactorForm } from "./_parts/second-factor-form";
import { removeMember, unlinkCompany } from "./actions";

export const generateMetadata = titled("team.title");

export default async function TeamPage({ params }: PageProps<"/console/[project]/settings/team">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, operator: me, may } = await requireRole(id, "read");
  const company = companySignIn();
  const [team, invitations, linked] = await Promise.all([
    listTeam(project.id),
    listInvitations(project.id),
    listLinkedOperators(project.id),
  ]);
  const mayWrite = may("team.write");

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("team.title")}
        description={t("team.description")}
        actions={mayWrite && <InviteDialog project={id} />}
      />
      <Table label={t("team.tableLabel")} stacked>
        <TableHead>
          <TableHeader>{t("team.member")}</TableHeader>
          <TableHeader>{t("team.role")}</TableHeader>
          {company && <TableHeader>{t("team.companyAccount", { company: company.name })}</TableHeader>}
          <TableHeader>{t("team.signedIn")}</TableHeader>
          <TableHeader>
            <VisuallyHidden>{t("team.actions")}</VisuallyHidden>
          </TableHeader>
        </TableHead>
        <TableBody>
          {team.map(({ operator, role }) => (
            <Member
              key={operator.id}
              project={id}
              operator={operator}
              role={role}
              company={company?.name}
              isLinked={linked.has(operator.id)}
              isMe={operator.id === me.id}
              mayWrite={mayWrite}
            />
          ))}
          {invitations.map((invitation) => (
            <PendingMember
              key={invitation.id}
              project={id}
              invitation={invitation}
              company={company?.name}
              mayWrite={mayWrite}
            />
          ))}
        </TableBody>
      </Table>
      <Section title={t("team.secondFactor")} description={t("team.secondFactorText")}>
        <SecondFactorForm
          project={id}
          isRequired={project.settings.operators.secondFactor === "required"}
          mayWrite={mayWrite}
        />
      </Section>
    </div>
  );
}

async function Member({
  project,
  operator,
  role,
  company,
  isLinked,
  isMe,
  mayWrite,
}: {
  project: string;
  operator: Operator;
  role: Role;
  /** The company's name, if operators can sign in by it. */
  company?: string;
  isLinked: boolean;
  isMe: boolean;
  mayWrite: boolean;
}) {
  const t = await getText();
  const fields = { project, operator: toTypeId("opr", operator.id) };
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="grid min-w-0">
          <span className="flex min-w-0 flex-wrap items-center gap-2">
            <span className="min-w-0 break-words font-medium">{operator.name || operator.email}</span>
            {isMe && <Badge>{t("team.you")}</Badge>}
          </span>
          {operator.name && <span className="break-words text-muted text-xs">{operator.email}</span>}
        </span>
      </TableCell>
      <TableCell label={t("team.role")}>
        {mayWrite ? (
          <RoleSelect key={role} {...fields} email={operator.email} role={role} />
        ) : (
          t(`terms.roles.${role}`)
        )}
      </TableCell>
      {company && (
        <TableCell
          label={t("team.companyAccount", { company })}
          className={isLinked ? undefined : "text-muted"}
        >
          {isLinked ? t("team.linked") : t("team.notLinked")}
        </TableCell>
      )}
      <TableCell label={t("team.signedIn")} className="whitespace-nowrap text-muted">
        {operator.lastSignedInAt ? <RelativeTime at={operator.lastSignedInAt} /> : t("team.never")}
      </TableCell>
      <TableCell align="end">
        {mayWrite && (
          <span className="inline-flex flex-wrap justify-end gap-1">
            {company && isLinked && (
              <ConfirmButton
                label={t("team.unlink")}
                title={t("team.unlinkTitle", { email: operator.email, company })}
                description={t("team.unlinkText", { company })}
                action={unlinkCompany}
                fields={fields}
              />
            )}
            <ConfirmButton
              label={t("team.remove")}
              title={t("team.removeTitle", { email: operator.email })}
              description={t("team.removeText")}
              action={removeMember}
              fields={fields}
            />
          </span>
        )}
      </TableCell>
    </TableRow>
  );
}
