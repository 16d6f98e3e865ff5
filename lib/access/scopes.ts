/** The permissions of an API key. `inbox:read` is separate because the inbox shows codes. */
export const scopes = [
  "verifications:read",
  "verifications:write",
  "users:read",
  "users:write",
  "settings:read",
  "settings:write",
  "webhooks:read",
  "webhooks:write",
  "inbox:read",
] as const;
export type Scope = (typeof scopes)[number];
