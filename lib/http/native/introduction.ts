/** What the API says of itself before its operations: the head of the OpenAPI document and of /docs. */
export const info = {
  title: "Countersign",
  version: "1",
  summary: "Verifies email addresses, phone numbers and social accounts.",
  description: `Start a verification, let the person type the code or open the link, and read the outcome.

**Authentication.** Every call carries \`Authorization: Bearer csk_…\`, an API key with the scopes it needs, or an access token that the key got as an OAuth 2 client: at \`/oidc/token\` its first 12 characters are the client id and the whole key is the secret (discovery: \`/oidc/.well-known/openid-configuration\`).

**Requests and answers** are JSON in UTF-8, with names in camelCase. Unknown members are refused, so that a typo is not silently ignored. A body may have 64 KiB.

**Ids** are TypeIDs: a prefix that tells the kind, and 26 characters. An id of another project is answered like one that does not exist.

**Instants** are RFC 3339 in UTC. Beside each deadline stands the same as a duration, because clients' clocks lie.

**Lists** come newest first. Take \`nextCursor\` of an answer as \`cursor\` of the next request until it is null.

**Repeating a request.** Every POST that creates or sends takes an \`Idempotency-Key\`: for 24 hours the same key with the same request is answered the same again, and nothing is done twice. A replayed answer leaves secrets out.

**Limits.** Answers say in \`RateLimit\` and \`RateLimit-Policy\` what is left; a 429 says in \`Retry-After\` when to come back.

**Problems** are RFC 9457 documents. Compare their \`code\`; their \`type\` leads to a page that says what to do.`,
  license: { name: "Apache-2.0", identifier: "Apache-2.0" },
};

/** The chapters of the reference, in reading order. */
export const tags = [
  {
    name: "Verifications",
    description: "One effort to prove control of one identifier: started, sent, answered.",
  },
  {
    name: "Users",
    description: "The people whose proofs they are, with their identifiers. A directory, not accounts.",
  },
  {
    name: "Inbox",
    description:
      "What the built-in inbox captured, rendered on demand: for development and end-to-end tests.",
  },
  { name: "Deliveries", description: "One message, one recipient: what became of it, try by try." },
  {
    name: "Connectors",
    description:
      "The identity providers at which people prove accounts: Google, Microsoft, GitHub, or any other.",
  },
  { name: "Providers", description: "Who carries messages, in which order." },
  {
    name: "API keys",
    description: "The credentials of backends. Several live at once, so that they can be rotated.",
  },
  { name: "Project", description: "Branding, return URLs, countries and policies." },
  { name: "Events", description: "The audit trail: what happened, when, by whom." },
] as const;
