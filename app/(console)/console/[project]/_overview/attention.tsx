import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { isEmailInboxOnly, listDeliveries, measureBacklog } from "@/lib/delivery";
import { day, minute } from "@/lib/time";
import { getText } from "../../../_text/get-text";

/** A message due for longer than this indicates a problem. */
const backlogSeconds = 2 * minute;
const maxCount = 20;

/** Problems that need attention, each with a link to the page that helps. */
export async function Attention({ projectId, base }: { projectId: string; base: string }) {
  const t = await getText();
  const [undeliverable, backlog, isInboxOnly] = await Promise.all([
    listDeliveries(projectId, { outcome: "undeliverable", limit: maxCount }, t.locale),
    measureBacklog(),
    isEmailInboxOnly(projectId),
  ]);
  const since = Date.now() - day * 1000;
  const recent = undeliverable.filter(({ createdAt }) => createdAt.getTime() > since).length;
  const hasBacklog = backlog.oldestSeconds > backlogSeconds;
  if (recent === 0 && !hasBacklog && !isInboxOnly) {
    return (
      <p className="flex items-center gap-2 text-muted text-sm">
        <CircleCheck aria-hidden className="size-4 text-success" />
        {t("overview.allClear")}
      </p>
    );
  }
  return (
    <ul className="grid gap-3">
      {recent > 0 && (
        <Item
          tone="danger"
          title={t("overview.undeliverable", { count: recent })}
          href={`${base}/messages?outcome=undeliverable`}
          action={t("overview.undeliverableAction")}
        />
      )}
      {hasBacklog && (
        <Item
          tone="warning"
          title={t("overview.backlog", { minutes: Math.floor(backlog.oldestSeconds / minute) })}
          href={`${base}/messages?outcome=pending`}
          action={t("overview.backlogAction")}
        >
          {t("overview.backlogText")}
        </Item>
      )}
      {isInboxOnly && (
        <Item
          tone="info"
          title={t("overview.inboxOnly")}
          href={`${base}/settings/providers`}
          action={t("overview.inboxOnlyAction")}
        >
          {t("overview.inboxOnlyText")}
        </Item>
      )}
    </ul>
  );
}

function Item({
  tone,
  title,
  href,
  action,
  children,
}: {
  tone: "danger" | "warning" | "info";
  title: string;
  href: string;
  action: string;
  children?: ReactNode;
}) {
  return (
    <li>
      <Callout tone={tone} title={title}>
        {children} <TextLink href={href}>{action}</TextLink>
      </Callout>
    </li>
  );
}
