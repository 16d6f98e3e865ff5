import { SearchX, ShieldCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { words } from "../words";

export function NoVerifications({
  project,
  isFiltered,
  mayTry,
}: {
  project: string;
  isFiltered: boolean;
  mayTry: boolean;
}) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={words.noneTitle}
        action={
          <Button asChild>
            <Link href={`/console/${project}/verifications` as Route}>{words.noneAction}</Link>
          </Button>
        }
      >
        {words.noneText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ShieldCheck aria-hidden />}
      title={words.emptyTitle}
      action={
        mayTry && (
          <Button asChild variant="primary">
            <Link href={`/console/${project}/developers/try-it` as Route}>{words.emptyAction}</Link>
          </Button>
        )
      }
    >
      {words.emptyText}
    </EmptyState>
  );
}
