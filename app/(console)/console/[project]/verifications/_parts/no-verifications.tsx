import { SearchX, ShieldCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { text } from "../text";

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
        title={text.noneTitle}
        action={
          <Button asChild>
            <Link href={`/console/${project}/verifications` as Route}>{text.noneAction}</Link>
          </Button>
        }
      >
        {text.noneText}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<ShieldCheck aria-hidden />}
      title={text.emptyTitle}
      action={
        mayTry && (
          <Button asChild variant="primary">
            <Link href={`/console/${project}/developers/try-it` as Route}>{text.emptyAction}</Link>
          </Button>
        )
      }
    >
      {text.emptyText}
    </EmptyState>
  );
}
