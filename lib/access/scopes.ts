/** The permissions of a project's API key. `inbox:read` is separate because the inbox shows codes. */
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
export type ProjectScope = (typeof scopes)[number];

/** The permissions of an installation key, which manages projects and cannot be used in any. */
export const installationScopes = ["projects:read", "projects:write"] as const;
export type InstallationScope = (typeof installationScopes)[number];

export type Scope = ProjectScope | InstallationScope;
