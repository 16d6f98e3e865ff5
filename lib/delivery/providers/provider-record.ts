import { type ConsoleLocale, explainer } from "@/lib/i18n";
import type { Channel } from "@/lib/projects";
import { unseal } from "./config";
import { findProviderKind } from "./kinds";
import type { ProviderPause } from "./pauses/repository";
import type { ProviderRow } from "./repository";
import { statusCallbackUrl } from "./senders";

/** Whether a provider works, according to the last messages. */
export interface ProviderHealth {
  /** `paused`: it is not used until `pausedUntil`. `failing`: its pause is over, but no message has succeeded since. */
  state: "ok" | "paused" | "failing";
  pausedUntil: Date | null;
  /** Failures in a row. */
  failures: number;
  /** The reason of the last failure. */
  lastError: string | null;
}

/** A configured provider, as shown to operators and API callers. */
export interface Provider {
  id: string;
  projectId: string;
  kind: string;
  name: string;
  channels: Channel[];
  /** Lower is tried first. The inbox is used only if no other provider supports the channel. */
  position: number;
  /** Where it reports statuses. Null: its kind reports none. */
  statusCallbackUrl: string | null;
  /** Without its secret members. */
  config: Record<string, unknown>;
  /** The names of secret members that are set. */
  secretsSet: string[];
  isEnabled: boolean;
  /** Whether the project pays for each message. */
  isPaid: boolean;
  health: ProviderHealth;
  createdAt: Date;
  updatedAt: Date;
}

export function toProvider(row: ProviderRow, pause?: ProviderPause): Provider {
  const kind = findProviderKind(row.kind);
  const secrets = kind?.secretMembers ?? [];
  const whole = unseal(row);
  return {
    id: row.id,
    projectId: row.projectId,
    kind: row.kind,
    name: row.name,
    channels: row.channels as Channel[],
    position: row.position,
    statusCallbackUrl: kind?.hasCallbacks ? statusCallbackUrl(row.id) : null,
    config: row.config as Record<string, unknown>,
    secretsSet: secrets.filter((name) => whole[name] !== undefined),
    isEnabled: row.isEnabled,
    isPaid: kind?.isPaid(whole) ?? false,
    health: healthOf(pause),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function healthOf(pause: ProviderPause | undefined): ProviderHealth {
  if (!pause) return { state: "ok", pausedUntil: null, failures: 0, lastError: null };
  const { until, failures, explanation: lastError } = pause;
  // Close to the database's clock: the state is only shown.
  const isPaused = until.getTime() > Date.now();
  return {
    state: isPaused ? "paused" : "failing",
    pausedUntil: isPaused ? until : null,
    failures,
    lastError,
  };
}

/** The provider of a try within a sentence: "the mail server at smtp.example.com", even if it was deleted. */
export function providerNameOf(kind: string, row: ProviderRow | undefined, language: ConsoleLocale): string {
  const known = findProviderKind(kind);
  if (kind === "inbox" || kind === "test") return known!.describe({}, language);
  if (row && known) return known.describe(row.config as Record<string, unknown>, language);
  return explainer(language)("delivery.removedProvider", { kind: known?.textsIn(language).title ?? kind });
}
