import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Callout } from "@/app/_ui/callout";
import { TextLink } from "@/app/_ui/text-link";
import { inboxCarriesMail, listDeliveries, measureBacklog } from "@/lib/delivery";
import { day, minute } from "@/lib/time";
import { text } from "./text";

/** A message that is due for longer than this waits for something that does not come. */
const oldSeconds = 2 * minute;
const countedTo = 20;

/** What somebody should look at, each with the way there. */
export async function Attention({ projectId, base }: { projectId: string; base: string }) {
  const [lost, backlog, isInboxOnly] = await Promise.all([
    listDeliveries(projectId, { outcome: "undeliverable", limit: countedTo }),
    measureBacklog(),
    inboxCarriesMail(projectId),
  ]);
  const since = Date.now() - day * 1000;
  const recent = lost.filter(({ createdAt }) => createdAt.getTime() > since).length;
  const isOld = backlog.oldestSeconds > oldSeconds;
  if (recent === 0 && !isOld && !isInboxOnly) {
    return (
      <p className="flex items-center gap-2 text-muted text-sm">
        <CircleCheck aria-hidden className="size-4 text-success" />
        {text.calm}
      </p>
    );
  }
  return (
    <ul className="grid gap-3">
      {recent > 0 && (
        <Item
          tone="danger"
          title={text.undeliverable(recent)}
          href={`${base}/messages?outcome=undeliverable`}
          action={text.undeliverableAction}
        />
      )}
      {isOld && (
        <Item
          tone="warning"
          title={text.queueOld(Math.floor(backlog.oldestSeconds / minute))}
          href={`${base}/messages?outcome=pending`}
          action={text.queueOldAction}
        >
          {text.queueOldText}
        </Item>
      )}
      {isInboxOnly && (
        <Item
          tone="info"
          title={text.inboxOnly}
          href={`${base}/settings/providers`}
          action={text.inboxOnlyAction}
        >
          {text.inboxOnlyText}
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
