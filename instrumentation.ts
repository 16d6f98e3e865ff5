/** Runs once when the server starts, before it answers anything. `scripts/serve.mjs` reads what it leaves behind. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./lib/boot");
  const place = globalThis as { [key: symbol]: unknown };
  place[Symbol.for("countersign.process")] = await boot();
}
