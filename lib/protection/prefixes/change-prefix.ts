import { isSupportedCountry } from "libphonenumber-js/max";
import { type Ctx, record } from "@/lib/access";
import { db } from "@/lib/db";
import { ok, type Result, refuse } from "@/lib/result";
import { forgetPauses } from "./find-prefixes";
import { blockOf } from "./number-prefixes";
import { pauseRow, reopenRow } from "./pauses/repository";
import { unfamiliar } from "./prefix-rules";
import { findRow, listRows, type NewPrefix, type PrefixFilter, type PrefixWithNumbers } from "./repository";

export type PrefixInvalid = { code: "prefix_invalid"; prefix: string };
export type PausePrefixRefusal = PrefixInvalid | { code: "prefix_already_paused" };
export type ReopenPrefixRefusal = PrefixInvalid | { code: "prefix_not_paused" };

/** The prefixes that the project has sent messages to or paused, in alphabetical order. */
export async function listPrefixes(projectId: string, filter: PrefixFilter): Promise<PrefixWithNumbers[]> {
  return listRows(projectId, filter);
}

/** Refuses messages to all numbers of a country or with a beginning, until somebody reopens it. */
export async function pausePrefix(
  ctx: Ctx,
  prefix: string,
): Promise<Result<PrefixWithNumbers, PausePrefixRefusal>> {
  const known = meaningOf(prefix);
  if (!known) return refuse({ code: "prefix_invalid", prefix });
  const pause = { ...known, projectId: ctx.project.id, reason: "manual", numbers: null } as const;
  const isPaused = await db().transaction(async (tx) => {
    const row = await pauseRow(tx, pause);
    const data = { prefix, kind: known.kind, country: known.country, reason: "manual" };
    if (row) await record(ctx, "protection.prefix_paused", data, tx);
    return row !== null;
  });
  forgetPauses();
  return isPaused ? found(ctx, prefix) : refuse({ code: "prefix_already_paused" });
}

/** Ends a pause. Messages before that are not judged again. */
export async function reopenPrefix(
  ctx: Ctx,
  prefix: string,
): Promise<Result<PrefixWithNumbers, ReopenPrefixRefusal>> {
  if (!meaningOf(prefix)) return refuse({ code: "prefix_invalid", prefix });
  const isReopened = await db().transaction(async (tx) => {
    const row = await reopenRow(tx, ctx.project.id, prefix);
    const data = row && { prefix, kind: row.kind, country: row.country };
    if (data) await record(ctx, "protection.prefix_reopened", data, tx);
    return row !== null;
  });
  forgetPauses();
  return isReopened ? found(ctx, prefix) : refuse({ code: "prefix_not_paused" });
}

async function found(ctx: Ctx, prefix: string): Promise<Result<PrefixWithNumbers, never>> {
  const row = await findRow(ctx.project.id, prefix);
  if (!row) throw new Error("The prefix is gone, though it has just changed.");
  return ok(row);
}

/** What a prefix stands for. Null: it is none. */
function meaningOf(prefix: string): Omit<NewPrefix, "projectId"> | null {
  if (prefix === unfamiliar) return { prefix, kind: "unfamiliar", country: null };
  if (isSupportedCountry(prefix)) return { prefix, kind: "country", country: prefix };
  if (!/^\+[1-9]\d{0,14}$/.test(prefix)) return null;
  return { prefix, kind: blockOf(prefix) === prefix ? "block" : "range", country: null };
}
