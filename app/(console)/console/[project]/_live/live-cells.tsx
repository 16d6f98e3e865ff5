"use client";

import type { DeliveryRow } from "@/lib/delivery";
import type { Status } from "@/lib/verification";
import type { MessageRow } from "@/lib/webhooks";
import { useText } from "../../../_text/use-text";
import { OutcomeBadge } from "../_parts/outcome-badge";
import { StatusBadge } from "../_parts/status-badge";
import { MessageBadge } from "../developers/webhooks/_parts/message-badge";
import { useRowState } from "./live-list";

/** Cells whose content can change while a list is shown. The other values are as the page was rendered. */
export function LiveStatus({ id, status }: { id: string; status: Status }) {
  return <StatusBadge t={useText()} status={(useRowState(id)?.status ?? status) as Status} />;
}

export function LiveOutcome({ id, outcome }: { id: string; outcome: DeliveryRow["outcome"] }) {
  return (
    <OutcomeBadge t={useText()} outcome={(useRowState(id)?.status ?? outcome) as DeliveryRow["outcome"]} />
  );
}

export function LiveMessageOutcome({ id, outcome }: { id: string; outcome: MessageRow["outcome"] }) {
  return (
    <MessageBadge t={useText()} outcome={(useRowState(id)?.status ?? outcome) as MessageRow["outcome"]} />
  );
}

export function LiveNote({ id, note }: { id: string; note: string }) {
  return useRowState(id)?.note ?? note;
}
