import type { Operation } from "./declaration";
import type { EdgeRefusal } from "./protocol";

/** What the edge can refuse a call of this operation with, in the order of its checks. */
export function edgeRefusalsOf(operation: Operation): EdgeRefusal["code"][] {
  return [
    ...(operation.body ? (["content_encoding_unsupported", "body_too_large"] as const) : []),
    "unauthorized",
    "project_archived",
    "address_not_allowed",
    "insufficient_scope",
    "quota_exceeded",
    ...(operation.storable
      ? (["idempotency_key_invalid", "idempotency_key_reused", "idempotency_in_flight"] as const)
      : []),
    ...(operation.params ? (["not_found"] as const) : []),
    ...(operation.body ? (["media_type_unsupported"] as const) : []),
    "request_invalid",
    "internal_error",
    "unavailable",
  ];
}
