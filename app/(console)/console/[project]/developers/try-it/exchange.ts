import type { Ctx } from "@/lib/access";
import { type NativeRefusal, nativeProtocol } from "@/lib/http/native";
import type { Result } from "@/lib/result";
import type { ApiCall } from "../../_parts/snippets";

/** A native API call and its response, formatted for display. */
export interface Exchange {
  title: string;
  call: ApiCall;
  status: number;
  body: string;
}

/** The verification that was started on this page. */
export interface TryItInput {
  id: string;
  to: string;
  /** The message is in the built-in inbox, so the page can read its code. */
  isCaptured: boolean;
}

/** The result of starting a verification. After a refusal, `verification` is null. */
export interface StartedExchange {
  exchange: Exchange;
  verification: TryItInput | null;
}

/**
 * Renders a result as the native API would. The page runs the same verbs as the API's routes and uses the same protocol to
 * render the response, so that it can't differ from what a client receives.
 */
export async function exchangeOf(
  { title, call, status }: { title: string; call: ApiCall; status: number },
  ctx: Ctx,
  result: Result<unknown, NativeRefusal>,
): Promise<Exchange> {
  const url = new URL(call.url);
  const rendering = { requestId: ctx.requestId ?? "", url, startedAt: performance.now() };
  const response = result.ok
    ? nativeProtocol.renderValue(status, result.value, rendering)
    : nativeProtocol.renderRefusal(result.refusal, rendering);
  const body = JSON.stringify(await response.json(), shortenHtml, 2);
  return { title, call, status: response.status, body };
}

/** Shortens the HTML of a message, which would hide the rest of the response. */
function shortenHtml(name: string, value: unknown): unknown {
  return name === "html" && typeof value === "string"
    ? `${value.slice(0, 32)}… (${value.length} characters)`
    : value;
}
