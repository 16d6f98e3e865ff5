import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { OutboundError, publicLookup, refusePrivateLiteral } from "@/lib/outbound";
import { isTrusted, whyForbidden } from "./trust";

/** Longer than this, the person has left. */
export const outboundLimitSeconds = 10;
/** Metadata, key sets, tokens and profiles are a few kilobytes. */
const maxBytes = 512 * 1024;

export interface Outgoing {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | null;
}

/**
 * Calls an identity provider: https and public addresses only, unless the installation's owner trusts the origin
 * (docs/security.md #33). The address is checked when the connection is made, so that a DNS name cannot change
 * between check and use. Follows no redirects, waits at most ten seconds, and reads at most half a megabyte.
 */
export async function guardedFetch(
  text: string,
  outgoing: Outgoing = {},
  trusted?: readonly string[],
): Promise<Response> {
  const url = new URL(text);
  const forbidden = whyForbidden(url, trusted);
  if (forbidden) throw new OutboundError("forbidden", forbidden);
  const isFree = isTrusted(url, trusted);
  if (!isFree) refusePrivateLiteral(url);
  const signals = [AbortSignal.timeout(outboundLimitSeconds * 1000), outgoing.signal].filter(
    (signal) => signal instanceof AbortSignal,
  );
  const message = await exchange(url, outgoing, {
    lookup: isFree ? undefined : publicLookup,
    signal: AbortSignal.any(signals),
  });
  return responseOf(message, await readAll(message));
}

function exchange(
  url: URL,
  { method = "GET", headers, body }: Outgoing,
  how: { lookup?: LookupFunction; signal: AbortSignal },
): Promise<IncomingMessage> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const given = body === undefined || body === null ? undefined : Buffer.from(String(body));
  return new Promise((done, fail) => {
    request(url, {
      ...how,
      method,
      agent: false,
      headers: {
        ...headers,
        "accept-encoding": "identity",
        ...(given && { "content-length": String(given.length) }),
      },
    })
      .on("response", done)
      .on("error", (error) => fail(outboundErrorOf(error, how.signal)))
      .end(given);
  });
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      size += (chunk as Buffer).length;
      if (size > maxBytes) throw new OutboundError("unusable", "its answer is too large");
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw outboundErrorOf(error);
  }
  return Buffer.concat(chunks);
}

function responseOf(message: IncomingMessage, body: Buffer): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const status = message.statusCode ?? 0;
  if (status < 200 || status > 599) throw new OutboundError("unusable", "its answer has no usable status");
  const isBodiless = [204, 205, 304].includes(status);
  return new Response(isBodiless ? null : new Uint8Array(body), { status, headers });
}

function outboundErrorOf(error: unknown, signal?: AbortSignal): OutboundError {
  if (error instanceof OutboundError) return error;
  const name = error instanceof Error ? error.name : "";
  if (signal?.aborted || name === "AbortError" || name === "TimeoutError") {
    return new OutboundError("unreachable", `it did not answer within ${outboundLimitSeconds} seconds`);
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : name;
  return new OutboundError("unreachable", `it could not be reached (${code})`);
}
