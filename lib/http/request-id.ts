import { newId } from "@/lib/id";

/** The caller's `X-Request-Id` if it is a plain token, else a new one. Logs and events must not carry arbitrary text. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[A-Za-z0-9._~-]{1,128}$/.test(given) ? given : `req_${newId().replaceAll("-", "")}`;
}
