import { env } from "@/lib/env";
import type { Handler } from "../declaration";
import { refusalOfError } from "../refusal-of-error";
import { renderingOf } from "../request-id";
import { bearerOf, isSameSecret } from "./bearer";
import { nativeProtocol } from "./protocol";

/**
 * Work that a scheduler starts, with `Authorization: Bearer` and CRON_SECRET. Answers with what the work returns. Without
 * CRON_SECRET, the path does not exist.
 */
export function cronJob(run: () => Promise<object>): Handler {
  return async (request) => {
    const rendering = renderingOf(nativeProtocol, request);
    const refused = (refusal: Parameters<typeof nativeProtocol.renderRefusal>[0]) =>
      nativeProtocol.renderRefusal(refusal, rendering);
    if (env.CRON_SECRET === undefined) return refused({ code: "not_found" });
    const given = bearerOf(request.headers);
    if (!given || !isSameSecret(given, env.CRON_SECRET)) return refused({ code: "cron_closed" });
    try {
      return Response.json(await run(), { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return refused(refusalOfError(error, rendering.requestId));
    }
  };
}
