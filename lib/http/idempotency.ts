import { createHmac } from "node:crypto";
import { heldKeyIds, keyFor } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { EdgeRefusal } from "./protocol";
import { claimKey, type IdempotencyKey, releaseKey, storeAnswer } from "./repository";

/** The key of a request: a quoted structured-field string, or bare. Up to 255 visible characters. Undefined: none given. */
export function idempotencyKeyOf(request: Request): Result<string | undefined, EdgeRefusal> {
  const header = request.headers.get("idempotency-key");
  if (header === null) return ok(undefined);
  const quoted = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\]){1,255})"$/.exec(header.trim());
  if (quoted) return ok(quoted[1]!.replace(/\\(["\\])/g, "$1"));
  return /^[\x21\x23-\x7e]{1,255}$/.test(header.trim())
    ? ok(header.trim())
    : refuse({ code: "idempotency_key_invalid" });
}

/** An answer that may be given again. `stored` is what the database keeps: without any secret. */
export interface Answer {
  status: number;
  stored: unknown;
  response: Response;
}

/**
 * Runs a request at most once for its key (draft-ietf-httpapi-idempotency-key-header). The same key with another payload
 * is refused, one that still runs is refused for a moment, and one that was answered is answered the same again, for
 * 24 hours. Only what will not change is kept: a 429 or an outage frees the key.
 */
export async function runOnce(
  id: IdempotencyKey,
  payload: string,
  run: () => Promise<Answer>,
  replay: (status: number, stored: unknown) => Response,
): Promise<Result<Response, EdgeRefusal>> {
  const fingerprints = fingerprintsOf(payload);
  const claim = await claimKey(id, fingerprints[0]!);
  if (claim === "running") return refuse({ code: "idempotency_in_flight", retryAfterSeconds: 1 });
  if (claim !== "claimed") {
    const isSame = fingerprints.some((fingerprint) => claim.fingerprint.equals(fingerprint));
    if (!isSame) return refuse({ code: "idempotency_key_reused" });
    if (claim.status === null) return refuse({ code: "idempotency_in_flight", retryAfterSeconds: 1 });
    return ok(replay(claim.status, claim.body));
  }
  let answer: Answer;
  try {
    answer = await run();
  } catch (error) {
    await releaseKey(id);
    throw error;
  }
  await (answer.status === 429 || answer.status >= 500
    ? releaseKey(id)
    : storeAnswer(id, answer.status, answer.stored));
  return ok(answer.response);
}

/**
 * What is kept of a payload: its MAC, since a plain hash of a body would let a dump's reader guess a provider's password
 * in it. One for each secret that is held: the current one writes, all are compared, so that a rotation forgets nothing.
 */
function fingerprintsOf(payload: string): Buffer[] {
  return heldKeyIds().map((keyId) =>
    createHmac("sha256", keyFor("idempotency", keyId)).update(payload).digest(),
  );
}
