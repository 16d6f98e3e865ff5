/** The introduction of the OpenAPI document and of /docs. */
export const info = {
  title: "Countersign",
  version: "1",
  summary: "Verifies email addresses, phone numbers and social accounts.",
  description: `Start a verification, let the person enter the code or open the link, and read the result.

**Authentication.** Send \`Authorization: Bearer csk_…\` with an API key that has the scopes the call needs. Or use the key as an OAuth 2 client and send an access token: at \`/oidc/token\`, the first 12 characters of the key are the client ID and the whole key is the secret (discovery: \`/oidc/.well-known/openid-configuration\`).

**Requests and responses** are JSON in UTF-8 with camelCase names. Unknown members are refused, so typos are never silently ignored. A request body can be up to 64 KiB.

**Ids** are TypeIDs: a prefix for the kind and 26 characters. An id from another project is treated as not found.

**Dates** are RFC 3339 in UTC. Every deadline is also given as a duration, because client clocks can be wrong.

**Lists** are newest first. Pass a response's \`nextCursor\` as \`cursor\` of the next request until it is null.

**Idempotency.** Every POST that creates or sends accepts an \`Idempotency-Key\`. For 24 hours, the same key with the same request returns the same response and nothing happens twice. A replayed response omits secrets.

**Rate limits.** The headers \`RateLimit\` and \`RateLimit-Policy\` show what is left. A 429 response has \`Retry-After\`.

**Errors** are RFC 9457 problem documents. Handle them by \`code\`; \`type\` links to a page that explains what to do.`,
  license: { name: "Apache-2.0", identifier: "Apache-2.0" },
};

/** The chapters of the reference, in reading order. */
export const tags = [
  {
    name: "Verifications",
    description: "Prove that a person controls an email address, a phone number or a social account.",
  },
  {
    name: "Users",
    description:
      "People and their verified identifiers. A directory: users have no sign-in of their own here.",
  },
  {
    name: "Inbox",
    description: "Messages kept in the built-in inbox, for development and end-to-end tests.",
  },
  { name: "Deliveries", description: "One message to one recipient, with every try to send it." },
  {
    name: "Connectors",
    description: "Identity providers for social sign-in: Google, Microsoft, GitHub or any other.",
  },
  { name: "Providers", description: "Services that send your messages, and the order they are tried in." },
  {
    name: "Message templates",
    description:
      "Your own texts of messages, for each purpose and language. Parts without a text of yours have ours.",
  },
  {
    name: "Protection",
    description:
      "What is limited, paused and refused so that nobody earns from your messages or guesses codes, and what messages cost.",
  },
  {
    name: "API keys",
    description: "Credentials for backends. Several can be valid at once, so you can rotate them.",
  },
  {
    name: "Projects",
    description:
      "All projects of the installation. These calls take an installation key, which works nowhere else: create one in the console under Projects, or with `npm run installation-key`.",
  },
  { name: "Project", description: "Branding, return URLs, countries and policies." },
  {
    name: "Webhooks",
    description:
      "Your endpoints are told what happens, with signed requests after [Standard Webhooks](https://www.standardwebhooks.com). Messages can come more than once and in any order: `webhook-id` and `sequence` tell.",
  },
  { name: "Events", description: "The audit trail: what happened, when, and who did it." },
] as const;
