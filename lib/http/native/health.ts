import { readiness } from "@/lib/db";
import { isRetiring } from "@/lib/stopping";
import type { Handler } from "../declaration";

/** Answers 200 while the process runs. */
export const alive: Handler = async () => health(200);

/** Answers 200 when the database accepts writes, every migration is applied, and the process is not about to stop, else 503. */
export const ready: Handler = async () =>
  health(!isRetiring() && (await readiness()) === "ready" ? 200 : 503);

/** Without the reason, because anyone can call this. `npm run doctor` shows it. */
function health(status: 200 | 503): Response {
  const body = { status: status === 200 ? "ok" : "unavailable" };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
