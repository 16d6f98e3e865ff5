import { KeyRound } from "lucide-react";
import { z } from "zod";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { TextLink } from "@/app/_ui/text-link";
import { listApiKeys } from "@/lib/access";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { listQuery, pageSize, readQuery, toPage } from "../../_parts/list-query";
import { KeyTable } from "./_parts/key-table";
import { NewKeyDialog } from "./_parts/new-key-dialog";

export const generateMetadata = titled("apiKeys.title");

export default async function ApiKeysPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/developers/api-keys">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, may } = await requireRole(id, "read");
  const { cursor } = readQuery(z.object(listQuery), search);
  const keys = await listApiKeys(ctx, { before: cursor, limit: pageSize + 1 });
  const { shown, nextHref, firstHref } = toPage(keys, `/console/${id}/developers/api-keys`, search);
  const mayWrite = may("keys.write");

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("apiKeys.title")}
        description={
          <>
            {t("apiKeys.description")} <TextLink href="/docs/api">{t("apiKeys.reference")}</TextLink>
          </>
        }
        actions={mayWrite && <NewKeyDialog project={id} />}
      />
      {shown.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden />} title={t("apiKeys.emptyTitle")}>
          {t("apiKeys.emptyText")}
        </EmptyState>
      ) : (
        <div>
          <KeyTable keys={shown} project={id} mayWrite={mayWrite} />
          <Pagination nextHref={nextHref} firstHref={firstHref} text={t.group("lists.pagination")} />
        </div>
      )}
    </div>
  );
}
