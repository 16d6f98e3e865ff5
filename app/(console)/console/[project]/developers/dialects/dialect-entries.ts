/** How to point a vendor's client at this installation. */
export interface DialectEntry {
  name: string;
  /** The parts of the vendor's API that are available here. */
  coverage: string;
  /** The base URL to set in the vendor's client. */
  baseUrl: string;
  /** `value` is null if it depends on the API key. */
  credentials: { term: string; value: string | null; hint: string }[];
  /** To paste into a terminal. The key stays a variable, because a key is shown only once. */
  snippet: string;
}

interface Options {
  publicUrl: string;
  project: { id: string; number: bigint };
}

/**
 * One entry per dialect. Plain data without imports, so that the console still compiles when a dialect's folders are
 * deleted. Then delete its entry here too.
 */
export function dialectEntries({ publicUrl, project }: Options): DialectEntry[] {
  return [
    {
      name: "Corbado",
      coverage:
        "Backend API versions 1 and 2: users, identifiers, social accounts, challenges, links and codes.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Project ID",
          value: `pro-${project.number}`,
          hint: "The user name for HTTP Basic authentication.",
        },
        {
          term: "API secret",
          value: null,
          hint: "corbado1_ followed by an API key with permissions for users and verifications.",
        },
      ],
      snippet: `curl ${publicUrl}/v2/users \\
  -u "pro-${project.number}:corbado1_$COUNTERSIGN_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"fullName":"Jane Doe","status":"active"}'`,
    },
    {
      name: "Transmit Security",
      coverage:
        "Email and phone verification for signed-in users, plus users, tokens and sign-in with a passcode.",
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
          hint: "The whole API key, with permissions for users and verifications.",
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
      coverage:
        "The self-service verification flow with codes and links, identities, courier messages and schemas.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Flows",
          value: null,
          hint: "No credentials. A flow belongs to the project with this host name, or else to the oldest project.",
        },
        {
          term: "Admin calls",
          value: null,
          hint: "An API key with permissions for users and verifications, as a bearer token.",
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
      coverage:
        "Codes of the Management API, verification records of the Account API, and the Experience API.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Application ID",
          value: null,
          hint: "The first twelve characters of an API key with the Logto dialect.",
        },
        {
          term: "Application secret",
          value: null,
          hint: "The whole API key, with the permissions that your calls need.",
        },
        {
          term: "Resource",
          value: `${publicUrl}/api`,
          hint: "You can also use your existing resource indicator: https://<tenant>.logto.app/api.",
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
    {
      name: "Twilio Verify",
      coverage: "Verify v2: services, verifications, checks, attempts, rate limits and templates.",
      baseUrl: publicUrl,
      credentials: [
        {
          term: "Account SID",
          value: `AC${project.id.replaceAll("-", "")}`,
          hint: "The user name for HTTP Basic authentication.",
        },
        {
          term: "Auth token",
          value: null,
          hint: "An API key with permissions for verifications and settings.",
        },
      ],
      snippet: `curl ${publicUrl}/v2/Services \\
  -u "AC${project.id.replaceAll("-", "")}:$COUNTERSIGN_KEY" \\
  -d FriendlyName=Acme`,
    },
  ];
}
