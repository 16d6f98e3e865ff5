import { setTimeout as sleep } from "node:timers/promises";
import { type ServerSentEvent, streamResponse } from "@/lib/http";
import { errorFields, log } from "@/lib/log";
import { stopping } from "@/lib/stopping";
import { pageSize } from "../_parts/list-query";
import type { LiveUpdate, RowState } from "./live-update";

/** How a list that somebody looks at is read again. */
export interface LiveSource {
  /** The rows newer than the first one shown, at most `limit`. Undefined: this isn't the first page. */
  newer?: (limit: number) => Promise<readonly unknown[]>;
  /** The states of the rows shown, by ID. */
  states?: () => Promise<Record<string, RowState>>;
}

/**
 * How often a list is read while somebody looks at it. Reading costs two small statements; announcing each new row to all
 * processes instead would cost every verification something, even if nobody looks.
 */
const everyMs = 2000;

/** A stream ends after this time. The browser reconnects, and its session and role are checked again. */
const longestMs = 60_000;

/** Streams of this process. Further lists stay as they are until they are reloaded. */
const mostStreams = 200;
let streams = 0;

/** Tells a list of new rows and of changed states, as server-sent events. */
export function liveResponse(request: Request, source: LiveSource): Response {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, request.signal, stopping]);
  const response = streamResponse(streams < mostStreams ? updatesOf(source, signal) : null, {
    cancel: () => left.abort(),
    error: (error) => log.error("A list could not be followed.", { error: errorFields(error) }),
  });
  // Compression would hold events back.
  response.headers.set("cache-control", "no-store, no-transform");
  return response;
}

/** The first update at once, then each one that differs from the one before. */
export async function* updatesOf(
  source: LiveSource,
  signal: AbortSignal,
  { every = everyMs, longest = longestMs } = {},
): AsyncGenerator<ServerSentEvent<LiveUpdate>> {
  streams++;
  try {
    const endsAt = performance.now() + longest;
    let told: string | undefined;
    for (let number = 1; !signal.aborted && performance.now() < endsAt; number++) {
      const data = await read(source);
      const text = JSON.stringify(data);
      if (text !== told) yield { id: String(number), data };
      told = text;
      await sleep(every, undefined, { signal, ref: false }).catch(() => {});
    }
  } finally {
    streams--;
  }
}

async function read({ newer, states }: LiveSource): Promise<LiveUpdate> {
  const [rows, read] = [await newer?.(pageSize + 1), await states?.()];
  return { newer: rows?.length ?? 0, states: read ?? {} };
}
