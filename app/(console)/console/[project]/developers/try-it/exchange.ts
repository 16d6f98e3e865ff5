import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { type NativeRefusal, nativeProtocol } from "@/lib/http/native";
import type { Result } from "@/lib/result";

/** A call of the native API and what it answers, for people to read. */
export interface Exchange {
  title: string;
  curl: string;
  status: number;
  body: string;
}

/** A verification under way on this page. */
export interface TryItInput {
  id: string;
  to: string;
  /** The inbox keeps the message, so its code can be read here. */
  isCaptured: boolean;
}

/** What came of starting one; a refusal is an answer too. */
export interface StartedExchange {
  exchange: Exchange;
  verification: TryItInput | null;
}

/**
 * What the native API answers to an outcome. The page runs the verbs that the API's routes run, and has the same protocol
 * write the answer, so that it cannot drift from what a client sees.
 */
export async function exchangeOf(
  call: { title: string; curl: string; path: string; status: number },
  ctx: Ctx,
  result: Result<unknown, NativeRefusal>,
): Promise<Exchange> {
  const url = new URL(`/api/v1${call.path}`, env.PUBLIC_URL);
  const rendering = { requestId: ctx.requestId ?? "", url, startedAt: performance.now() };
  const response = result.ok
    ? nativeProtocol.renderValue(call.status, result.value, rendering)
    : nativeProtocol.renderRefusal(result.refusal, rendering);
  const body = JSON.stringify(await response.json(), shortened, 2);
  return { title: call.title, curl: call.curl, status: response.status, body };
}

/** A whole HTML message would bury everything else. */
function shortened(name: string, value: unknown): unknown {
  return name === "html" && typeof value === "string"
    ? `${value.slice(0, 32)}… (${value.length} characters)`
    : value;
}
