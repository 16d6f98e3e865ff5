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

/** A response that can be repeated. `stored` is the part that the database keeps, without secrets. */
export interface Answer {
  status: number;
  stored: unknown;
  response: Response;
}

/**
 * Runs a request at most once for its key (draft-ietf-httpapi-idempotency-key-header). The same key with another payload
 * is refused, and so is one that is still running. A finished one gets the same response again for 24 hours. Only final
 * responses are kept: a 429 or an outage frees the key.
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
 * The MAC of a payload. With a plain hash, someone who reads a dump could guess a provider's password in it. There is one for
 * each configured secret: the current one is stored, and all are compared, so that a rotation loses nothing.
 */
function fingerprintsOf(payload: string): Buffer[] {
  return heldKeyIds().map((keyId) =>
    createHmac("sha256", keyFor("idempotency", keyId)).update(payload).digest(),
  );
}
