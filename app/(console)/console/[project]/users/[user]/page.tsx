import type { Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Button } from "@/app/_ui/button";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { CopyField } from "@/app/_ui/copy-field";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { fromTypeId } from "@/lib/id";
import { listConnectors } from "@/lib/social";
import { findUser } from "@/lib/users";
import { list } from "@/lib/verification";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { VerificationTable } from "../../verifications/_parts/verification-table";
import { isForTest } from "../../verifications/account";
import { AddIdentifierDialog, EditUserDialog } from "../_parts/user-dialogs";
import { nameOf } from "../_parts/user-table";
import { confirmDeleteUser } from "../actions";
import { IdentifierTable } from "./_parts/identifier-table";
import { SocialAccountTable } from "./_parts/social-account-table";

export const generateMetadata = titled("users.title");

const listedVerifications = 10;

export default async function UserPage({ params }: PageProps<"/console/[project]/users/[user]">) {
  const t = await getText();
  const { project, user: id } = await params;
  const { ctx, may } = await requireRole(project, "read");
  const found = await findUser(ctx, fromTypeId("usr", id) ?? notFound());
  if (!found.ok) notFound();
  const user = found.value;
  const verifications = await list(ctx, { userId: user.id, limit: listedVerifications });
  const mayWrite = may("users.write");
  const name = nameOf(user) ?? t("users.unnamed");

  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${project}/users`, label: t("users.title") }}
        title={name}
        actions={
          mayWrite && (
            <>
              <EditUserDialog
                project={project}
                user={id}
                name={user.name ?? ""}
                externalId={user.externalId ?? ""}
              />
              {may("people.export") && (
                <Button asChild size="sm">
                  <Link href={`/console/${project}/settings/privacy?person=${id}` as Route}>
                    {t("users.privacy")}
                  </Link>
                </Button>
              )}
              <ConfirmButton
                label={t("users.delete")}
                variant="secondary"
                title={t("users.deleteTitle", { name })}
                description={t("users.deleteText")}
                action={confirmDeleteUser}
                fields={{ project, user: id }}
              />
            </>
          )
        }
      />
      <div className="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid gap-10">
          <Section
            title={t("users.identifiers")}
            actions={mayWrite && <AddIdentifierDialog project={project} user={id} />}
          >
            <IdentifierTable identifiers={user.identifiers} project={project} user={id} mayWrite={mayWrite} />
          </Section>
          <Section title={t("users.socialAccounts")}>
            <SocialAccountTable
              accounts={user.socialAccounts}
              connectors={await listConnectors(ctx.project.id)}
              project={project}
              user={id}
              mayWrite={mayWrite}
            />
          </Section>
        </div>
        <Section title={t("users.details")}>
          <div className="grid gap-4">
            <CopyField label={t("users.id")} value={id} />
            <DescriptionList
              items={[
                { term: t("users.externalId"), description: user.externalId },
                { term: t("users.created"), description: <RelativeTime at={user.createdAt} /> },
              ]}
            />
          </div>
        </Section>
      </div>
      <Section
        title={t("users.verifications")}
        actions={
          verifications.length === listedVerifications && (
            <TextLink href={`/console/${project}/verifications?q=${id}`} className="text-sm">
              {t("users.allVerifications")}
            </TextLink>
          )
        }
      >
        {verifications.length > 0 ? (
          <VerificationTable
            verifications={verifications}
            project={project}
            isForTest={isForTest(ctx.project)}
          />
        ) : (
          <p className="text-muted text-sm">{t("users.noVerifications")}</p>
        )}
      </Section>
    </div>
  );
}
