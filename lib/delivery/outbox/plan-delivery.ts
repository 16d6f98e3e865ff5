import { arrayLiteral } from "@/lib/db";
import { newId } from "@/lib/id";
import type { Channel, ChannelFallback, Policy, Project } from "@/lib/projects";
import type { Challenge } from "../challenge";
import { findProviderKind } from "../providers/kinds";
import { providersFor } from "../providers/providers-for";
import type { ProviderRow } from "../providers/repository";
import type { FirstPass } from "./deliver";
import { localWorker, wakeWorker } from "./local-workers";
import { leaseSeconds } from "./recorder";
import type { Delivery, SendableDelivery } from "./repository";

/**
 * The parameters of a statement that records deliveries: one array per column, the requested delivery first, its fallbacks
 * after it. A row with a provider is recorded as claimed by this process, with its first try begun.
 */
export interface PlannedRows {
  deliveryId: string;
  deliveryChannel: string;
  deliveryTrigger: string;
  deliveryBacksUp: string;
  /** Seconds until the row is due: for a claimed row, its lease. */
  deliveryDue: string;
  deliveryProvider: string;
  deliveryProviderKind: string;
}

/** The recorded values that the plan does not contain. */
export type RecordedDelivery = Omit<SendableDelivery, "id" | "channel" | "trigger" | "tryCount">;

/** Deliveries to be recorded, and how they are sent afterwards. */
export interface PlannedDelivery {
  readonly id: string;
  readonly rows: PlannedRows;
  /** Whether it only goes to the inbox, which accepts everything. */
  readonly isForInbox: boolean;
  /** The deliveries on other channels, each backing up the one before it. */
  readonly fallbackIds: readonly string[];
  /**
   * Call it after the commit. Sends the delivery at once if it was recorded as claimed; `null` means that it was not, because
   * it must not be sent like others. Returns what the first pass through the providers led to; undefined if this process does
   * not send it.
   */
  sendAfterCommit(
    recorded: RecordedDelivery | null,
    project: Project,
    challenge: () => Challenge,
  ): Promise<FirstPass> | undefined;
}

interface Request {
  project: Project;
  channel: Channel;
  /** An address, or a number in E.164. */
  recipient: string;
  fallbacks: readonly ChannelFallback[];
  /** When a fallback on failure is no longer needed. */
  codeLifetimeSeconds: number;
  /** With `return`, nothing is recorded: the caller delivers the secret itself. */
  deliver: Policy["deliver"];
  /** The provider to try first, if it carries the channel. */
  firstProviderId?: string;
}

/**
 * Plans a delivery. If this process has a worker with capacity, the worker gets the message directly: the row is recorded as already claimed, and nothing has to be read back from the database. Otherwise any worker claims it.
 *
 * A fallback channel without a provider is left out. The one after it then follows the message before it.
 */
export async function planDelivery({
  project,
  channel,
  recipient,
  fallbacks,
  codeLifetimeSeconds,
  deliver,
  firstProviderId,
}: Request): Promise<PlannedDelivery> {
  const id = newId();
  const inOrder = await providersFor(project, channel, recipient);
  const providers =
    firstProviderId === undefined
      ? inOrder
      : inOrder.toSorted((a, b) => Number(b.id === firstProviderId) - Number(a.id === firstProviderId));
  const worker = localWorker();
  const first = worker && providers.find((provider) => worker.hasRoom(provider.id));
  const rows: Row[] = [
    {
      id,
      channel,
      trigger: "request",
      backsUp: null,
      due: first ? leaseSeconds : 0,
      provider: first ?? null,
    },
  ];
  let dueBefore = 0;
  for (const { channel, afterSeconds } of fallbacks) {
    if ((await providersFor(project, channel, recipient)).length === 0) continue;
    const isTimed = afterSeconds !== null;
    // A timer behind a fallback on failure is due after the code's end, unless a failure moves both (`activateFallbacks`).
    const due = isTimed ? dueBefore + afterSeconds : codeLifetimeSeconds;
    const trigger = isTimed ? "timer" : "failure";
    rows.push({ id: newId(), channel, trigger, backsUp: rows.at(-1)!.id, due, provider: null });
    dueBefore = due;
  }
  return {
    id,
    rows: parametersOf(deliver === "send" ? rows : []),
    isForInbox: providers.every(({ kind }) => findProviderKind(kind)?.isInbox),
    fallbackIds: rows.slice(1).map((row) => row.id),
    sendAfterCommit(recorded, project, challenge) {
      if (!recorded || !first || !worker) {
        wakeWorker();
        return undefined;
      }
      const now = performance.now();
      return worker.take({
        delivery: { ...recorded, id, channel, trigger: "request", tryCount: 1 },
        project,
        challenge: challenge(),
        providers: [first, ...providers.filter((provider) => provider !== first)],
        claimedAt: now,
        openedAt: now,
        isBegun: true,
      });
    },
  };
}

interface Row {
  id: string;
  channel: Channel;
  trigger: Delivery["trigger"];
  backsUp: string | null;
  due: number;
  provider: ProviderRow | null;
}

function parametersOf(rows: readonly Row[]): PlannedRows {
  const column = (value: (row: Row) => string | number | null) => arrayLiteral(rows.map(value));
  return {
    deliveryId: column(({ id }) => id),
    deliveryChannel: column(({ channel }) => channel),
    deliveryTrigger: column(({ trigger }) => trigger),
    deliveryBacksUp: column(({ backsUp }) => backsUp),
    deliveryDue: column(({ due }) => due),
    deliveryProvider: column(({ provider }) => provider?.id ?? null),
    deliveryProviderKind: column(({ provider }) => provider?.kind ?? null),
  };
}
