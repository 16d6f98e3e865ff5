/** How an application that speaks a vendor's language is pointed at this installation. */
export interface DialectEntry {
  name: string;
  /** Which part of it is spoken here. */
  speaks: string;
  /** Where its clients find us. */
  baseUrl: string;
  /** Null: there are as many as there are API keys. */
  credentials: { term: string; value: string | null; hint: string }[];
  /** Pasteable into a terminal: the key stays a variable, since it is shown only once. */
  snippet: string;
}

interface Facts {
  publicUrl: string;
  project: { number: bigint };
}

/**
 * One entry for each dialect: plain data, so that deleting a dialect's folders leaves a project that compiles. Whoever
 * does deletes its entry here.
 */
export function dialectEntries({ publicUrl, project }: Facts): DialectEntry[] {
  return [
    {
      name: "Corbado",
      speaks:
        "Backend API, versions 2 and 1: users, identifiers, social accounts, challenges, links and codes.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Project ID",
          value: `pro-${project.number}`,
          hint: "The user name of HTTP Basic.",
        },
        {
          term: "API secret",
          value: null,
          hint: "corbado1_ and an API key with the scopes of users and verifications.",
        },
      ],
      snippet: `curl ${publicUrl}/v2/users \\
  -u "pro-${project.number}:corbado1_$COUNTERSIGN_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"fullName":"Jane Doe","status":"active"}'`,
    },
    {
      name: "Transmit Security",
      speaks:
        "Verification of email and phone for signed-in users, with users, tokens and sign-in by passcode.",
      baseUrl: `${publicUrl}/cis`,
      credentials: [
        {
          term: "Client ID",
          value: null,
          hint: "The first twelve characters of an API key.",
        },
        {
          term: "Client secret",
          value: null,
          hint: "The whole key, with the scopes of users and verifications.",
        },
      ],
      snippet: `TOKEN=$(curl -s ${publicUrl}/cis/oidc/token \\
  -d grant_type=client_credentials \\
  -d client_id=$(printf %.12s "$COUNTERSIGN_KEY") -d client_secret="$COUNTERSIGN_KEY" \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl ${publicUrl}/cis/v1/users \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"email":"jane@example.com"}'`,
    },
    {
      name: "Ory Kratos",
      speaks: "The self-service verification flow with codes and links, identities, courier and schemas.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Flows",
          value: null,
          hint: "None. They belong to the project whose hosts name this address, or to the oldest one.",
        },
        {
          term: "Admin calls",
          value: null,
          hint: "An API key as bearer token, with the scopes of users and verifications.",
        },
      ],
      snippet: `curl ${publicUrl}/admin/identities \\
  -H "Authorization: Bearer $COUNTERSIGN_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"schema_id":"default","traits":{"email":"jane@example.com"}}'

curl -H "Accept: application/json" ${publicUrl}/self-service/verification/api`,
    },
    {
      name: "Logto",
      speaks: "The Management API's codes, the Account API's verification records, the Experience API.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Application ID",
          value: null,
          hint: "The first twelve characters of an API key that is marked with the dialect Logto.",
        },
        {
          term: "Application secret",
          value: null,
          hint: "The whole key, with the scopes of what it does.",
        },
        {
          term: "Resource",
          value: `${publicUrl}/api`,
          hint: "Or the indicator that the clients have: https://<tenant>.logto.app/api.",
        },
      ],
      snippet: `TOKEN=$(curl -s ${publicUrl}/oidc/token \\
  -d grant_type=client_credentials -d scope=all -d resource=${publicUrl}/api \\
  -d client_id=$(printf %.12s "$COUNTERSIGN_KEY") -d client_secret="$COUNTERSIGN_KEY" \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl -i ${publicUrl}/api/verification-codes \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"email":"jane@example.com"}'`,
    },
  ];
}
