import { after } from "next/server";

/**
 * Runs once when the server starts, before the first request. It leaves a result for `scripts/serve.mjs`: what to print and
 * how to stop, or why the process cannot serve.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ boot }, { webhookFormats }] = await Promise.all([
    import("./lib/boot"),
    import("./app/webhook-formats"),
  ]);
  const place = globalThis as { [key: symbol]: unknown };
  place[Symbol.for("countersign.process")] = await boot({ webhookFormats, afterResponse }).catch(explain);
}

/** The framework has the host wait for the task. On the fast path, where it does not run, the process keeps running anyway. */
function afterResponse(task: () => Promise<void>): void {
  try {
    after(task);
  } catch {
    void task();
  }
}

/** The framework would ignore an exception here and keep serving. */
function explain(error: unknown): { failure: string } {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(root instanceof Error)) return { failure: "Countersign could not start." };
  if (!("code" in root)) return { failure: root.message };
  // From the system or from PostgreSQL. If all addresses of a host refuse, the error has a code but no message.
  const reason = root.message || root.code;
  return {
    failure: `The database cannot be used: ${reason}.\nCheck DATABASE_URL; npm run doctor looks closer.`,
  };
}
