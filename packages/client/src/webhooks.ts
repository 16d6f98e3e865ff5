import type { WebhookEvent } from "./api.js";
import { fromBase64, utf8 } from "./encoding.js";

/** The request is not from this endpoint, was changed on its way, or is too old. Respond with 400. */
export class WebhookError extends Error {
  override readonly name = "WebhookError";
}

export interface WebhookRequest {
  headers: Headers | Record<string, string | string[] | undefined>;
  /** As it arrived, before anything parsed it. */
  body: string | Uint8Array;
  /** The endpoint's `secret` (`whsec_…`) or `publicKey` (`whpk_…`). During a rotation, the old and the new one. */
  secret: string | readonly string[];
  /** How far its timestamp may be off. 300 by default. */
  toleranceSeconds?: number;
}

/**
 * Checks the signature of a webhook (Standard Webhooks 1.0, `v1` and `v1a`) and returns its message. Throws a `WebhookError`.
 * Messages can come more than once: ignore a `webhook-id` that you know.
 */
export async function verifyWebhook(request: WebhookRequest): Promise<WebhookEvent> {
  const read = (name: string) => {
    const value = headerOf(request.headers, name);
    if (!value) throw new WebhookError(`The header ${name} is missing.`);
    return value;
  };
  const [id, timestamp, signatures] = [
    read("webhook-id"),
    read("webhook-timestamp"),
    read("webhook-signature"),
  ];
  const secondsOff = Math.abs(Date.now() / 1000 - Number(timestamp));
  // Also refuses what is not a number.
  if (!(secondsOff <= (request.toleranceSeconds ?? 300))) {
    throw new WebhookError("The timestamp is too old, or too far in the future.");
  }
  const body = typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body);
  const content = utf8(`${id}.${timestamp}.${body}`);
  for (const secret of [request.secret].flat()) {
    if (await matches(secret, content, signatures.split(" "))) return JSON.parse(body) as WebhookEvent;
  }
  throw new WebhookError("No signature matches.");
}

function headerOf(headers: WebhookRequest["headers"], name: string): string | null {
  // Not `instanceof`: several runtimes and libraries bring a `Headers` of their own.
  if (typeof headers.get === "function") return (headers as Headers).get(name);
  const value = (headers as Record<string, string | string[] | undefined>)[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

async function matches(secret: string, content: BufferSource, signatures: string[]): Promise<boolean> {
  const isPublicKey = secret.startsWith("whpk_");
  if (!isPublicKey && !secret.startsWith("whsec_")) {
    throw new TypeError("The secret must begin with whsec_ or whpk_.");
  }
  const algorithm = isPublicKey ? { name: "Ed25519" } : { name: "HMAC", hash: "SHA-256" };
  const raw = fromBase64(secret.slice(secret.indexOf("_") + 1));
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  const version = isPublicKey ? "v1a," : "v1,";
  for (const signature of signatures) {
    if (!signature.startsWith(version)) continue;
    const bytes = bytesOf(signature.slice(version.length));
    // WebCrypto compares in constant time.
    if (bytes && (await crypto.subtle.verify(algorithm, key, bytes, content))) return true;
  }
  return false;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64(base64);
  } catch {
    return null;
  }
}
