import { env } from "@/lib/env";
import { rawQueryOf, requestOrigin } from "@/lib/http";
import type { KratosSettings, Project } from "@/lib/projects";

/**
 * The base URL of a project's public endpoints: the request's host if the project's settings list it, or else this
 * installation's own URL. Never a host that is not configured (docs/security.md #15).
 */
export function baseOf({ settings }: Project, headers: Headers): string {
  const { host } = requestOrigin(headers);
  const { protocol } = new URL(env.PUBLIC_URL);
  return settings.dialects.kratos.hosts.includes(host) ? `${protocol}//${host}` : env.PUBLIC_URL;
}

/** The URL of a request as the client sent it. */
export function requestUrlOf(request: Request): string {
  const { protocol, host } = requestOrigin(request.headers);
  return `${protocol}://${host}${new URL(request.url).pathname}${rawQueryOf(request)}`;
}

export const submitUrl = (base: string, flowId: string) => `${base}/self-service/verification?flow=${flowId}`;
export const fetchUrl = (base: string, flowId: string) =>
  `${base}/self-service/verification/flows?id=${flowId}`;

/** The page that shows a flow. */
export function uiUrl(settings: KratosSettings, base: string, flowId: string): string {
  return withParameter(settings.uiUrl ?? "/verify", base, "flow", flowId);
}

export function errorUiUrl(settings: KratosSettings, base: string, errorId: string): string {
  return withParameter(settings.errorUiUrl ?? "/verify/error", base, "id", errorId);
}

/** Keeps the page's own parameters. */
function withParameter(page: string, base: string, name: string, value: string): string {
  const url = new URL(page, `${base}/`);
  url.searchParams.set(name, value);
  return url.href;
}

/** Where people continue by default. */
export function defaultReturn(settings: KratosSettings, base: string): string {
  return settings.defaultReturnUrl ?? `${base}/`;
}
