/** Headers of every response: pages, files, APIs and the server's own refusals. */
export function securityHeaders(publicUrl = "") {
  const headers = { "x-content-type-options": "nosniff" };
  // One year. Without includeSubDomains, because other hosts of the domain may not be ours (RFC 6797 §6.1).
  if (/^https:/i.test(publicUrl)) headers["strict-transport-security"] = "max-age=31536000";
  return headers;
}

const frameworkFields = /^(rsc|next-router-.*|next-url)$/i;

/**
 * Removes the request headers of the framework's client from `Vary`. The framework adds them to every response, but only pages
 * depend on them. On API responses they would only split caches.
 */
export function dropFrameworkVary(response) {
  const { writeHead } = response;
  response.writeHead = function (...args) {
    const fields = [this.getHeader("vary") ?? []].flat().flatMap((value) => value.split(/\s*,\s*/));
    const own = fields.filter((field) => field && !frameworkFields.test(field));
    if (own.length > 0) this.setHeader("vary", own.join(", "));
    else this.removeHeader("vary");
    return writeHead.apply(this, args);
  };
}
