import { Users } from "lucide-react";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { fromTypeId } from "@/lib/id";
import { listUsers } from "@/lib/users";
import { requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { ExportButtons } from "../_export/export-buttons";
import { liveHref } from "../_live/live-href";
import { FilterForm } from "../_parts/filter-form";
import { FilteredList } from "../_parts/filtered-list";
import { pageSize, readQuery, toPage } from "../_parts/list-query";
import { NewUserDialog } from "./_parts/user-dialogs";
import { UserTable } from "./_parts/user-table";
import { filterOf, UserSearch } from "./query";

export const generateMetadata = titled("users.title");

export default async function UsersPage({ params, searchParams }: PageProps<"/console/[project]/users">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, may } = await requireRole(id, "read");
  const query = readQuery(UserSearch, search);
  const { q } = query;
  const path = `/console/${id}/users`;
  if (q && fromTypeId("usr", q)) redirect(`${path}/${q}` as Route);
  const rows = await listUsers(ctx, { ...filterOf(query), limit: pageSize + 1 });

  const page = toPage(rows, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("users.title")}
        description={t("users.description")}
        actions={
          <>
            {may("lists.export") && <ExportButtons action={`${path}/export`} filters={search} />}
            {may("users.write") && <NewUserDialog project={id} />}
          </>
        }
      />
      <FilterForm
        path={path}
        search={{ label: t("users.search"), placeholder: t("users.searchHint"), value: q }}
      />
      <FilteredList
        page={page}
        path={path}
        isFiltered={q !== undefined}
        icon={<Users aria-hidden />}
        text={t.group("users.list")}
        live={liveHref(path, search, page.shown)}
      >
        {(users) => <UserTable users={users} project={id} />}
      </FilteredList>
    </div>
  );
}
