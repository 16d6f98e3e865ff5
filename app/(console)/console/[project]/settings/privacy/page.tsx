import { Download, Search } from "lucide-react";
import type { Metadata, Route } from "next";
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
import { readQuery } from "../../_parts/list-query";
import { RetentionForm } from "./_parts/retention-form";
import { erase } from "./actions";
import { personOf } from "./person";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const PrivacySearch = z.object({
  person: z.string().trim().max(254).optional().catch(undefined),
  erased: z.literal("1").optional().catch(undefined),
});

export default async function PrivacyPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/settings/privacy">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "people.export");
  const { person, erased } = readQuery(PrivacySearch, search);
  const path = `/console/${id}/settings/privacy`;
  const isFound = person !== undefined && (await personOf(ctx, person)) !== null;

  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      {erased && (
        <Callout tone="success" title={text.erased} live>
          {text.erasedText}
        </Callout>
      )}
      <Section anchor="person" title={text.person} description={text.personText} split>
        <div className="grid gap-5">
          <Form action={path as Route} className="flex flex-wrap gap-2">
            <div className="min-w-0 flex-[1_1_14rem]">
              <Input
                type="search"
                name="person"
                aria-label={text.search}
                placeholder={text.search}
                defaultValue={person}
                icon={<Search />}
                autoComplete="off"
                required
              />
            </div>
            <Button type="submit">{text.searchButton}</Button>
          </Form>
          {person !== undefined && !isFound && <Callout tone="danger">{text.notFound}</Callout>}
          {person !== undefined && isFound && (
            <Callout
              title={text.found(person)}
              action={
                <>
                  <form method="post" action={`${path}/export`}>
                    <input type="hidden" name="person" value={person} />
                    <Button type="submit" size="sm">
                      <Download aria-hidden />
                      {text.export}
                    </Button>
                  </form>
                  {may("people.erase") && (
                    <ConfirmDialog
                      trigger={
                        <Button size="sm" className="text-danger">
                          {text.erase}
                        </Button>
                      }
                      title={text.eraseTitle(person)}
                      description={text.eraseText}
                      confirmLabel={text.erase}
                      cancelLabel={text.keep}
                      nameToType={person}
                      action={erase}
                      fields={{ project: id, person }}
                    />
                  )}
                </>
              }
            >
              {text.exportText}
            </Callout>
          )}
        </div>
      </Section>
      <Section anchor="retention" title={text.retention} description={text.retentionText} split>
        <div className="grid gap-8">
          <RetentionForm
            project={id}
            kinds={dataKinds.map((kind) => ({
              member: retentionMembers[kind],
              label: text.kinds[kind],
              ...keptDays[kind],
              days: project.settings.retention[retentionMembers[kind]],
            }))}
            mayWrite={may("settings.write")}
          />
          <DescriptionList
            items={[
              { term: text.users, description: text.untilDeleted },
              { term: text.audit, description: text.forever },
            ]}
          />
        </div>
      </Section>
    </div>
  );
}
