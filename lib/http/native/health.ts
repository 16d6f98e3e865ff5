import { readiness } from "@/lib/db";
import type { Handler } from "../endpoint";

/** The process answers. */
export const alive: Handler = async () => health(200);

/** The process can serve: the database is reachable, and every migration is applied. */
export const ready: Handler = async () => health((await readiness()) === "ready" ? 200 : 503);

/** Says nothing of the reason: whoever may know it runs `npm run doctor`. */
function health(status: 200 | 503): Response {
  const body = { status: status === 200 ? "ok" : "unavailable" };
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
