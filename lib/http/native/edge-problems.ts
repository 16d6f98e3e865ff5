import type { EdgeRefusal } from "../protocol";
import type { Problem } from "./problem";

/** Every "no" of the edge itself, before a verb is called. */
export const edgeProblems: { [C in EdgeRefusal["code"]]: Problem<Extract<EdgeRefusal, { code: C }>> } = {
  unauthorized: {
    status: 401,
    title: "The API key is missing or not valid.",
    detail: () => "Send Authorization: Bearer <API key or access token>.",
    advice:
      "Check that the header is sent, and that the key was not revoked and has not ended. Keys are made in the console under Developers, API keys. Calls below /api/v1/projects take installation keys, all others a project's keys.",
  },
  insufficient_scope: {
    status: 403,
    title: "The API key lacks a scope.",
    detail: (r) => `This call needs the scope ${r.scope}.`,
    members: (r) => ({ scope: r.scope }),
    advice: "Use a key that has the scope named in `scope`, or make one.",
  },
  project_archived: {
    status: 403,
    title: "The project is archived.",
    detail: () => "An archived project refuses all calls. Nothing of it was deleted.",
    advice:
      "Restore the project in the console or with POST /api/v1/projects/{id}/restore, or use a key of another project.",
  },
  address_not_allowed: {
    status: 403,
    title: "The API key cannot be used from this address.",
    detail: (r) =>
      `The request came from ${r.address ?? "an unknown address"}, which the key does not allow.`,
    members: (r) => ({ address: r.address }),
    advice:
      "Add the address to the key's allowedIps, or call from an allowed one. Behind a proxy, list it in TRUSTED_PROXIES, or every request seems to come from the proxy.",
  },
  not_found: {
    status: 404,
    title: "There is nothing here.",
    detail: () => "The path is unknown, or an id in it is malformed.",
    advice: "Compare the path with the reference. Ids carry a prefix, such as ver_.",
  },
  method_not_allowed: {
    status: 405,
    title: "This path does not take this method.",
    detail: (r) => `It takes ${r.allow.join(", ")}.`,
    members: (r) => ({ allow: r.allow }),
    advice: "Use one of the methods of the Allow header.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large.",
    detail: (r) => `At most ${r.maxBodyBytes} bytes are read.`,
    members: (r) => ({ maxBodyBytes: r.maxBodyBytes }),
    advice: "Send less. Metadata is for references, not for documents.",
  },
  media_type_unsupported: {
    status: 415,
    title: "The body must be JSON.",
    detail: () => "Send Content-Type: application/json.",
    advice: "Encode the body as JSON and say so in the Content-Type header.",
  },
  content_encoding_unsupported: {
    status: 415,
    title: "The body is compressed.",
    detail: () => "Send the body without Content-Encoding.",
    advice: "Turn off compression of request bodies in your client. Accept-Encoding names what is read.",
  },
  uri_too_long: {
    status: 414,
    title: "The URL is too long.",
    detail: () => "A URL has at most 16 KiB.",
    advice: "Send less in the path and the query.",
  },
  headers_too_large: {
    status: 431,
    title: "The header fields are too large.",
    detail: () => "The URL and all header fields together have at most 16 KiB.",
    advice: "Send fewer or shorter header fields. Check that no proxy adds cookies.",
  },
  request_invalid: {
    status: 400,
    title: "The request is malformed.",
    detail: (r) =>
      r.violations.length === 1
        ? r.violations[0]!.message
        : `${r.violations.length} things are wrong with it.`,
    members: (r) => ({
      violations: r.violations.map(({ part, pointer, message }) => ({
        ...(part === "body" ? {} : { part }),
        pointer,
        message,
      })),
    }),
    advice:
      "`violations` lists everything that is wrong, each with a JSON Pointer to the member. Unknown members are refused too, so that a typo is not silently ignored.",
  },
  quota_exceeded: {
    status: 429,
    title: "Too many requests.",
    detail: (r) => `${r.quota} requests in ${r.windowSeconds} seconds are allowed.`,
    members: (r) => ({ violatedPolicies: [r.policy], retryAfterSeconds: r.retryAfterSeconds }),
    advice: "Wait as long as Retry-After says. The RateLimit header of every answer shows what is left.",
  },
  idempotency_key_invalid: {
    status: 400,
    title: "The Idempotency-Key is malformed.",
    detail: () => "Send 1 to 255 visible ASCII characters, in quotes or bare.",
    advice: "A random UUID is a good key.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The Idempotency-Key was used for another request.",
    detail: () => "The same key came with a different payload.",
    advice: "Use a new key for every new operation, and repeat a key only with the very same request.",
  },
  idempotency_in_flight: {
    status: 409,
    title: "The first request with this Idempotency-Key still runs.",
    detail: () => "Ask again in a moment to get its answer.",
    members: (r) => ({ retryAfterSeconds: r.retryAfterSeconds }),
    advice: "Repeat the same request after a second.",
  },
  unavailable: {
    status: 503,
    title: "The service cannot answer now.",
    detail: () => "Try again in a few seconds, with the same Idempotency-Key if you sent one.",
    members: (r) => ({ retryAfterSeconds: r.retryAfterSeconds }),
    advice:
      "The database could not be reached. Repeat the request, with an Idempotency-Key if it creates or sends.",
  },
  internal_error: {
    status: 500,
    title: "Something went wrong on our side.",
    detail: () => "It was logged under the request id.",
    advice: "This is a bug. Report it with the request id.",
  },
};
