/** What an API key may do. `inbox:read` stands alone because the inbox shows codes. */
export const scopes = [
  "verifications:read",
  "verifications:write",
  "users:read",
  "users:write",
  "settings:read",
  "settings:write",
  "inbox:read",
] as const;
export type Scope = (typeof scopes)[number];
