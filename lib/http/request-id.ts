import { newId } from "@/lib/id";
import type { Refusal } from "@/lib/result";
import type { Protocol, Rendering } from "./protocol";

/** The caller's `X-Request-Id` if it is a plain token, else a new one. Logs and events must not carry arbitrary text. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[A-Za-z0-9._~-]{1,128}$/.test(given) ? given : `req_${newId().replaceAll("-", "")}`;
}

/** What an answer to this request is rendered from. */
export function renderingOf<R extends Refusal>(protocol: Protocol<R>, request: Request): Rendering {
  const requestId = protocol.requestId?.(request.headers) ?? requestIdOf(request.headers);
  return { requestId, url: new URL(request.url), startedAt: performance.now() };
}
