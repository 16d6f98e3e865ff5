import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { isDistributed } from "./citus";
import { preparePool } from "./client";
import { connect } from "./connect";

/** Triggers notify this channel (drizzle/migrations). */
const channel = "countersign_changes";

/** A row that this process or another one has inserted, updated or deleted. Of verifications, only those that are watched. */
export interface Change {
  table:
    | "api_keys"
    | "message_templates"
    | "phone_prefixes"
    | "projects"
    | "providers"
    | "verifications"
    | "webhook_endpoints";
  /** An API key's prefix, a project's or verification's id, or for any other row the id of its project. */
  key: string;
}

/** Called with each change. Null: notifications may have been missed, so anything may have changed. */
type Listener = (change: Change | null) => void;

// Routes and instrumentation each load this module and must share the listeners.
const place = globalThis as typeof globalThis & {
  countersignChangeListeners?: Set<Listener>;
  countersignFollowsChanges?: boolean;
};
place.countersignChangeListeners ??= new Set();
const listeners = place.countersignChangeListeners;

/** Registers a listener for changes, for as long as the process runs. */
export function onChange(listener: Listener): void {
  listeners.add(listener);
}

/** Whether this process hears of changes of verifications, which Citus does not announce. If not, whoever needs to know of them must look. */
export function followsChanges(): boolean {
  return (place.countersignFollowsChanges ?? false) && !isDistributed();
}

/**
 * Follows the changes of all processes on a connection of its own, which is opened again when it breaks. Without a direct
 * connection, nothing is followed and caches expire on their own. Returns a function that stops it.
 */
export async function followChanges(): Promise<() => Promise<void>> {
  const url = await directUrl();
  if (!url) {
    log.info(
      "Behind a pooler without DIRECT_DATABASE_URL: changes take up to four seconds to reach all processes.",
    );
    return async () => {};
  }
  const { sql, close } = connect(url, env.DATABASE_TIMEOUT_SECONDS, {
    connection: { application_name: "countersign" },
  });
  await sql
    .listen(
      channel,
      (payload) => tell(parse(payload)),
      () => tell(null),
    )
    .catch((error) =>
      log.warn("Changes of other processes cannot be followed yet.", { error: errorFields(error) }),
    );
  place.countersignFollowsChanges = true;
  return async () => {
    place.countersignFollowsChanges = false;
    await close();
  };
}

/** The URL of a server whose sessions outlive transactions, which LISTEN needs. Null if only a pooler is known. */
async function directUrl(): Promise<string | null> {
  const { DATABASE_URL, DIRECT_DATABASE_URL = DATABASE_URL } = env;
  if (DIRECT_DATABASE_URL !== DATABASE_URL) return DIRECT_DATABASE_URL;
  const { isPooled } = await preparePool();
  return isPooled ? null : DATABASE_URL;
}

function tell(change: Change | null): void {
  for (const listener of listeners) listener(change);
}

function parse(payload: string): Change {
  const [table, key] = payload.split(" ");
  return { table, key } as Change;
}
