import type { PauseReason, PrefixKind } from "@/drizzle/schema";
import { day } from "@/lib/time";
import { type Conversion, hasCollapsed, pastConversion } from "./conversion";
import { collapsedPart, leastAnswered, probes } from "./thresholds";

/** What is known of a prefix when it is judged. */
export interface JudgedPrefix {
  kind: PrefixKind;
  /** Null: not paused. */
  pauseReason: PauseReason | null;
  /** How long ago its pause ended, so that probes are sent. Null: it is not paused, or still is. */
  probedForSeconds: number | null;
  /** Messages of the last hour or day, since it was last reopened or since probes are sent, that had time to be answered. */
  window: Conversion;
  past: Conversion;
  projectPast: Conversion;
}

export type Judgement = { action: "none" | "reopen" } | { action: "pause"; numbers: Conversion };

const none = { action: "none" } as const;
const reopen = { action: "reopen" } as const;

/** Decides whether messages to a prefix are to be paused or sent again. */
export function judgePrefix(prefix: JudgedPrefix): Judgement {
  if (prefix.pauseReason === "manual") return none;
  const { window, probedForSeconds } = prefix;
  if (prefix.pauseReason === null) {
    const past = pastConversion(prefix.past, prefix.projectPast);
    const part = prefix.kind === "block" ? collapsedPart.familiar : collapsedPart.unfamiliar;
    return hasCollapsed(window, past, part) ? { action: "pause", numbers: window } : none;
  }
  if (probedForSeconds === null) return none;
  if (prefix.pauseReason === "sequence" || window.verified >= leastAnswered || probedForSeconds > day)
    return reopen;
  return window.sent >= probes ? { action: "pause", numbers: window } : none;
}
