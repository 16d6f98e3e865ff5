import type { Scope } from "./scopes";

export type NoSuchKey = { code: "api_key_not_found" };

export type IssueRefusal =
  /** The caller's own key lacks the scope, so it cannot grant it. */
  { code: "scope_not_held"; scope: Scope } | { code: "expiry_in_past" };

/** Tokens are not issued for this audience, because it does not belong to this installation. */
export type AudienceUnknown = { code: "audience_unknown" };

export type RotateRefusal = NoSuchKey | IssueRefusal;

export type AccessRefusal = NoSuchKey | RotateRefusal | AudienceUnknown;
