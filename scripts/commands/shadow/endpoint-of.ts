import { readFileSync } from "node:fs";

/** Names an endpoint: `GET /v2/Services/{ServiceSid}`. */
export type EndpointOf = (method: string, target: string) => string;

/** By the vendor's list in the dialect's folder. In other paths, segments with digits stand for ids. */
export function endpointNames(dialect: string): EndpointOf {
  const { endpoints } = JSON.parse(readFileSync(`lib/dialects/${dialect}/vendor-endpoints.json`, "utf8")) as {
    endpoints: Record<string, string>;
  };
  const templates = Object.keys(endpoints)
    // Fixed segments before variable ones.
    .sort((a, b) => a.split("{").length - b.split("{").length)
    .map((path) => ({ path, pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}/?$`) }));
  return (method, target) => {
    const path = target.split("?", 1)[0]!.slice(0, 500);
    const listed = templates.find(({ pattern }) => pattern.test(path))?.path;
    return `${method} ${listed ?? path.replaceAll(/[^/]*(?:\d|@|%)[^/]*/g, "{id}")}`;
  };
}
