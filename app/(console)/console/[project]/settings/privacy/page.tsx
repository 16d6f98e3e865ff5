import { Download, Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { DescriptionList } from "@/app/_ui/description-list";
import { Input } from "@/app/_ui/input";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { dataKinds, keptDays, retentionMembers } from "@/lib/projects";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { readQuery } from "../../_parts/list-query";
import { RetentionForm } from "./_parts/retention-form";
import { erase } from "./actions";
import { personOf } from "./person";

export const generateMetadata = titled("privacy.title");

const PrivacySearch = z.object({
  person: z.string().trim().max(254).optional().catch(undefined),
  erased: z.literal("1").optional().catch(undefined),
});

export default async function PrivacyPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/privacy">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "people.export");
  const { person, erased } = readQuery(PrivacySearch, search);
  const path = `/console/${id}/settings/privacy`;
  const isFound = person !== undefined && (await personOf(ctx, person)) !== null;

  return (
    <div className="grid gap-8">
      <PageHeader title={t("privacy.title")} description={t("privacy.description")} />
      {erased && (
        <Callout tone="success" title={t("privacy.erased")} live>
          {t("privacy.erasedText")}
        </Callout>
      )}
      <Section anchor="person" title={t("privacy.person")} description={t("privacy.personText")} split>
        <div className="grid gap-5">
          <Form action={path as Route} className="flex flex-wrap gap-2">
            <div className="min-w-0 flex-[1_1_14rem]">
              <Input
                type="search"
                name="person"
                aria-label={t("privacy.search")}
                placeholder={t("privacy.search")}
                defaultValue={person}
                icon={<Search />}
                autoComplete="off"
                required
              />
            </div>
            <Button type="submit">{t("privacy.searchButton")}</Button>
          </Form>
          {person !== undefined && !isFound && <Callout tone="danger">{t("privacy.notFound")}</Callout>}
          {person !== undefined && isFound && (
            <Callout
              title={t("privacy.found", { person })}
              action={
                <>
                  <form method="post" action={`${path}/export`}>
                    <input type="hidden" name="person" value={person} />
                    <Button type="submit" size="sm">
                      <Download aria-hidden />
                      {t("privacy.export")}
                    </Button>
                  </form>
                  {may("people.erase") && (
                    <ConfirmDialog
                      trigger={
                        <Button size="sm" className="text-danger">
                          {t("privacy.erase")}
                        </Button>
                      }
                      title={t("privacy.eraseTitle", { person })}
                      description={t("privacy.eraseText")}
                      confirmLabel={t("privacy.erase")}
                      cancelLabel={t("privacy.keep")}
                      nameToType={person}
                      action={erase}
                      fields={{ project: id, person }}
                    />
                  )}
                </>
              }
            >
              {t("privacy.exportText")}
            </Callout>
          )}
        </div>
      </Section>
      <Section
        anchor="retention"
        title={t("privacy.retention")}
        description={t("privacy.retentionText")}
        split
      >
        <div className="grid gap-8">
          <RetentionForm
            project={id}
            kinds={dataKinds.map((kind) => ({
              member: retentionMembers[kind],
              label: t(`privacy.kinds.${kind}`),
              ...keptDays[kind],
              days: project.settings.retention[retentionMembers[kind]],
            }))}
            mayWrite={may("settings.write")}
          />
          <DescriptionList
            items={[
              { term: t("privacy.users"), description: t("privacy.untilDeleted") },
              { term: t("privacy.audit"), description: t("privacy.forever") },
            ]}
          />
        </div>
      </Section>
    </div>
  );
}
