import { SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Pagination } from "@/app/_ui/pagination";
import { getText } from "../../../_text/get-text";
import { LiveList } from "../_live/live-list";
import { pageSize } from "./list-query";

interface ListProps<Row> {
  page: { shown: Row[]; nextHref: string | null; firstHref: string | null };
  /** The list without filters. */
  path: string;
  isFiltered: boolean;
  /** Shown if there are no rows at all. */
  icon: ReactNode;
  text: Record<"emptyTitle" | "emptyText" | "noneTitle" | "noneText" | "noneAction", string>;
  emptyAction?: ReactNode;
  /** The stream that tells of new rows and changed states (`liveHref`). */
  live?: string;
  /** Renders the rows. */
  children: (rows: Row[]) => ReactNode;
}

/** One page of a list. If it has no rows, says why: no row matches the filters, or there is none at all. */
export function FilteredList<Row>({ live, ...list }: ListProps<Row>) {
  const page = <ListPage {...list} />;
  if (!live) return page;
  return (
    <LiveList href={live} most={pageSize} isFiltered={list.isFiltered}>
      {page}
    </LiveList>
  );
}

async function ListPage<Row>({
  page: { shown, nextHref, firstHref },
  path,
  isFiltered,
  icon,
  text,
  emptyAction,
  children,
}: Omit<ListProps<Row>, "live">) {
  const t = await getText();
  if (shown.length > 0) {
    return (
      <div>
        {children(shown)}
        <Pagination nextHref={nextHref} firstHref={firstHref} text={t.group("lists.pagination")} />
      </div>
    );
  }
  return isFiltered ? (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={text.noneTitle}
      action={<NextStep href={path} label={text.noneAction} />}
    >
      {text.noneText}
    </EmptyState>
  ) : (
    <EmptyState icon={icon} title={text.emptyTitle} action={emptyAction}>
      {text.emptyText}
    </EmptyState>
  );
}

export function NextStep({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild variant="primary">
      <Link href={href as Route}>{label}</Link>
    </Button>
  );
}
