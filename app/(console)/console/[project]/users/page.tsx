import { SearchX, Users } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { fromTypeId } from "@/lib/id";
import { listUsers } from "@/lib/users";
import { requireRole } from "../../../_session/session";
import { FilterForm } from "../_parts/filter-form";
import { listQuery, pageSize, readQuery, toPage } from "../_parts/list-query";
import { NewUserDialog } from "./_parts/user-dialogs";
import { UserTable } from "./_parts/user-table";
import { identifierInputOf } from "./identifier-input";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function UsersPage({ params, searchParams }: PageProps<"/console/[project]/users">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, may } = await requireRole(id, "read");
  const { q, cursor } = readQuery(z.object(listQuery), search);
  const path = `/console/${id}/users`;
  if (q && fromTypeId("usr", q)) redirect(`${path}/${q}` as Route);
  const rows = await listUsers(ctx, { ...filterOf(q), before: cursor, limit: pageSize + 1 });
  const { shown, nextHref, firstHref } = toPage(rows, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={may("users.write") && <NewUserDialog project={id} />}
      />
      <FilterForm path={path} search={{ label: text.search, placeholder: text.searchHint, value: q }} />
      {shown.length > 0 ? (
        <div>
          <UserTable users={shown} project={id} />
          <Pagination nextHref={nextHref} firstHref={firstHref} />
        </div>
      ) : q ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={text.noneTitle}
          action={<ClearSearch href={path} />}
        >
          {text.noneText}
        </EmptyState>
      ) : (
        <EmptyState icon={<Users aria-hidden />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      )}
    </div>
  );
}

/** Email addresses contain @, phone numbers start with +. Anything else is an external ID. */
function filterOf(text: string | undefined) {
  if (text === undefined) return {};
  return text.includes("@") || text.startsWith("+")
    ? { identifier: identifierInputOf(text) }
    : { externalId: text };
}

function ClearSearch({ href }: { href: string }) {
  return (
    <Button asChild>
      <Link href={href as Route}>{text.noneAction}</Link>
    </Button>
  );
}
