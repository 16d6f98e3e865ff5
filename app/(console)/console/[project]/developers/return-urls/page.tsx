import { ArrowLeftRight, Frame } from "lucide-react";
import type { ReactNode } from "react";
import { ActionButton } from "@/app/_forms/action-button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { AddEntryForm } from "./_parts/add-entry-form";
import { removeOrigin, removeUrl, restoreOrigin, restoreUrl } from "./actions";

export const generateMetadata = titled("returnUrls.title");

export default async function ReturnUrlsPage({
  params,
}: PageProps<"/console/[project]/developers/return-urls">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  const { returnUrls, embedding } = project.settings;
  const shared = { project: id, mayWrite: may("settings.write") };
  return (
    <div className="grid gap-8">
      <PageHeader title={t("returnUrls.title")} description={t("returnUrls.description")} />
      <Entries {...shared} list="returnUrls" entries={returnUrls} icon={<ArrowLeftRight aria-hidden />} />
      <Section title={t("returnUrls.embedding")} description={t("returnUrls.embeddingText")}>
        <Entries {...shared} list="origins" entries={embedding.allowedOrigins} icon={<Frame aria-hidden />} />
      </Section>
    </div>
  );
}

interface EntriesProps {
  project: string;
  mayWrite: boolean;
  list: "returnUrls" | "origins";
  entries: readonly string[];
  icon: ReactNode;
}

async function Entries({ project, mayWrite, list, entries, icon }: EntriesProps) {
  const t = await getText();
  const words = t.group(`returnUrls.lists.${list}`);
  return (
    <div className="grid gap-8">
      {mayWrite && <AddEntryForm key={entries.length} project={project} list={list} />}
      {entries.length === 0 ? (
        <EmptyState icon={icon} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      ) : (
        <ul aria-label={words.listLabel} className="divide-y border-y">
          {entries.map((entry, at) => (
            <li key={entry} className="flex min-h-12 items-center justify-between gap-4 py-1.5">
              <code className="min-w-0 break-all font-mono text-sm">{entry}</code>
              {mayWrite && (
                <ActionButton
                  action={list === "origins" ? removeOrigin : removeUrl}
                  fields={{ project, entry }}
                  done={words.removed}
                  detail={words.removeText}
                  undo={{
                    action: list === "origins" ? restoreOrigin : restoreUrl,
                    fields: { project, entry, at: String(at) },
                    done: words.restored,
                  }}
                  variant="ghost"
                  size="sm"
                  className="text-danger"
                  aria-label={t("returnUrls.removeLabel", { entry })}
                >
                  {t("returnUrls.remove")}
                </ActionButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
