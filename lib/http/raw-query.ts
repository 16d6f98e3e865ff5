/** Set by `scripts/http-server.mjs` on every request, whatever the client sent in it. */
const targetHeader = "x-countersign-target";

/**
 * The query of a request exactly as the client sent it, with its `?`, or an empty text. URL parsers and the framework
 * encode it anew: `return_to=https://app.example/` becomes `return_to=https%3A%2F%2Fapp.example%2F`.
 */
export function rawQueryOf(request: Request): string {
  const target = request.headers.get(targetHeader) ?? request.url;
  // Anything but ASCII is encoded: headers cannot carry it unchanged.
  if (!/^[\x21-\x7e]*$/.test(target)) return new URL(request.url).search;
  const start = target.indexOf("?");
  return start < 0 ? "" : target.slice(start).replace(/#.*$/, "");
}
