import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  LogIn,
  type LucideIcon,
  MailCheck,
  MailWarning,
  MailX,
  PencilLine,
  Play,
  RotateCcw,
  Send,
} from "lucide-react";
import { classes } from "@/app/_ui/classes";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import {
  durationOf,
  type TimelineEntry,
  type Timeline as TimelineOf,
  type TimelineType,
} from "@/lib/verification";
import { getText } from "../../../../../_text/get-text";

const icons: Partial<Record<TimelineType, [LucideIcon, string]>> = {
  "verification.started": [Play, "text-muted"],
  "verification.identifier_set": [PencilLine, "text-muted"],
  "verification.resent": [Send, "text-muted"],
  "verification.attempted": [PencilLine, "text-muted"],
  "verification.identifier_taken": [CircleX, "text-danger"],
  "verification.authorization_started": [LogIn, "text-muted"],
  "verification.authorization_failed": [CircleX, "text-warning"],
  "verification.social_account_taken": [CircleX, "text-danger"],
  "verification.verified": [CircleCheck, "text-success"],
  "verification.canceled": [Ban, "text-muted"],
  "verification.expired": [Clock, "text-muted"],
  "delivery.tried": [MailWarning, "text-warning"],
  "delivery.accepted": [MailCheck, "text-success"],
  "delivery.undeliverable": [MailX, "text-danger"],
  "delivery.skipped": [MailX, "text-muted"],
  "delivery.retried": [RotateCcw, "text-muted"],
};

/** A verification's events and deliveries, oldest first, each with the time since the one before. */
export function Timeline({
  timeline: { entries },
  project,
  nameOf,
}: {
  timeline: TimelineOf;
  project: string;
  nameOf: (actor: string) => string | null;
}) {
  return (
    <ol className="text-sm">
      {entries.map((entry, i) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: entries never change their position.
          key={i}
          entry={entry}
          project={project}
          actor={nameOf(entry.actor)}
          since={entries[i - 1]?.at}
          isLast={i === entries.length - 1}
        />
      ))}
    </ol>
  );
}

async function Entry({
  entry,
  project,
  actor,
  since,
  isLast,
}: {
  entry: TimelineEntry;
  project: string;
  actor: string | null;
  /** When the entry before happened. */
  since: Date | undefined;
  isLast: boolean;
}) {
  const t = await getText();
  const [Icon, color] = icons[entry.type] ?? [Clock, "text-muted"];
  const { deliveryId } = entry.data;
  const duration = since && durationOf(entry.at.getTime() - since.getTime(), t.locale);
  return (
    <li className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3">
      <span className="flex flex-col items-center">
        <span className="grid size-7 shrink-0 place-items-center rounded-full border bg-surface">
          <Icon aria-hidden className={classes("size-3.5", color)} />
        </span>
        {!isLast && <span aria-hidden className="w-px flex-1 bg-border" />}
      </span>
      <div className={classes("grid content-start gap-0.5 pt-1", !isLast && "pb-5")}>
        <p className="break-words">{entry.summary}</p>
        <p className="flex flex-wrap gap-x-2 text-muted text-xs">
          <RelativeTime at={entry.at} />
          {duration && (
            <span title={t("verifications.laterLabel", { duration })}>
              {t("verifications.later", { duration })}
            </span>
          )}
          {actor && <span>{t("verifications.actor", { name: actor })}</span>}
          {typeof deliveryId === "string" && (
            <TextLink href={`/console/${project}/messages/${toTypeId("dlv", deliveryId)}`}>
              {t("verifications.toMessage")}
            </TextLink>
          )}
          {entry.requestId && <code className="break-all font-mono">{entry.requestId}</code>}
        </p>
      </div>
    </li>
  );
}
