/**
 * Runs once when the server starts, before it answers anything. What it leaves behind, `scripts/serve.mjs` reads: what to
 * print and how to stop, or why the process cannot serve.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./lib/boot");
  const place = globalThis as { [key: symbol]: unknown };
  place[Symbol.for("countersign.process")] = await boot().catch(explain);
}

/** The framework would swallow an exception here and serve on. */
function explain(error: unknown): { failure: string } {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(root instanceof Error)) return { failure: "Countersign could not start." };
  if (!("code" in root)) return { failure: root.message };
  // Of the system or of PostgreSQL. A host whose addresses all refuse makes one with a code and without a message.
  const reason = root.message || root.code;
  return {
    failure: `The database cannot be used: ${reason}.\nCheck DATABASE_URL; npm run doctor looks closer.`,
  };
}
