import type { Operation } from "./endpoint";
import type { EdgeRefusal } from "./protocol";

/** What the edge itself may answer to a call of this operation, in the order in which it looks. */
export function edgeRefusalsOf(operation: Operation): EdgeRefusal["code"][] {
  return [
    ...(operation.body ? (["body_too_large"] as const) : []),
    "unauthorized",
    "insufficient_scope",
    "quota_exceeded",
    ...(operation.storable
      ? (["idempotency_key_invalid", "idempotency_key_reused", "idempotency_in_flight"] as const)
      : []),
    ...(operation.params ? (["not_found"] as const) : []),
    ...(operation.body ? (["media_type_unsupported"] as const) : []),
    ...(operation.body || operation.query ? (["request_invalid"] as const) : []),
    "internal_error",
    "unavailable",
  ];
}
