import { z } from "zod";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The origin of a site, as browsers write it: https, or http on this machine. No path and no wildcard. */
export const originEntry = z
  .string()
  .max(300)
  .transform((text, context) => {
    const origin = parseOrigin(text);
    if (origin) return origin;
    context.addIssue({
      code: "custom",
      message: "expected an origin such as https://shop.example.com (http only on localhost), without a path",
    });
    return z.NEVER;
  });

function parseOrigin(text: string): string | null {
  // Origins become part of a header, and the URL parser would repair what is not one.
  if (!/^[\w.:/[\]-]+$/.test(text)) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.pathname !== "/" || url.username || url.password) return null;
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && loopback.has(url.hostname));
  return isSafe ? url.origin : null;
}
