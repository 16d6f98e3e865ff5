import { z } from "zod";
import { asciiDomain } from "./domain-name";

const secret = z
  .string()
  .min(32, "each secret needs at least 32 characters; make one with: openssl rand -base64 32");

const origin = z
  .string()
  .regex(
    /^(https:\/\/[^/\s]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)$/,
    "expected origins such as https://id.example.internal (http only on localhost), or loopback",
  );

const apiKey = z
  .string()
  .regex(/^csk_[0-9a-z]{8}_[0-9A-Za-z_-]{43}$/, "expected csk_<8 of 0-9a-z>_<43 of base64url>");

const origins = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.union([z.literal("loopback"), origin])));

/** Email domains, which are compared in ASCII (IDNA) and lower case. */
const domains = z
  .string()
  .transform((text, ctx) =>
    text.split(",").map((part) => {
      const domain = asciiDomain(part.trim());
      if (!domain)
        ctx.addIssue({
          code: "custom",
          message: "expected domains such as example.com, separated by commas",
        });
      return domain ?? "";
    }),
  )
  .pipe(z.array(z.string()).min(1));

const variables = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  /** Which PostgreSQL (14 or newer) to use. `npm start` fills it in when it runs the embedded one. */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "expected postgres://user:password@host/database"),
  /** PostgreSQL itself, if `DATABASE_URL` is a pooler: for migrations, LISTEN, and locks held over several statements. */
  DIRECT_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "expected postgres://user:password@host/database")
    .optional(),
  /** Whether statements are prepared. `auto`: unless `DATABASE_URL` leads to a pooler. */
  DATABASE_PREPARED_STATEMENTS: z.enum(["auto", "on", "off"]).default("auto"),
  /** How long a request waits for the database before it is refused with 503. */
  DATABASE_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(300).default(4),
  /** Keys outside the database, separated by commas. The first derives and encrypts, all of them verify. */
  COUNTERSIGN_SECRETS: z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(secret).min(1)),
  /** Where people and clients reach this installation. Links in messages are built from it, never from a request. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "expected an address such as https://verify.example.com" })
    .transform((url) => url.replace(/\/+$/, ""))
    .refine(isOrigin, {
      // The paths of the vendors' APIs are fixed, and the framework would have to know a prefix when it builds.
      error:
        "expected an address without a path, such as https://verify.example.com. Countersign cannot run below a path, so give it a host name of its own",
    }),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** How many processes of this machine serve. `scripts/supervise-servers.mjs` sets it. */
  COUNTERSIGN_PROCESSES: z.coerce.number().int().min(1).default(1),
  /** How long this process goes on serving after SIGTERM, with `/health/ready` at 503, before it stops. Read by scripts/settings.mjs. */
  SHUTDOWN_DELAY_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
  /** Where traces are sent (OTLP over HTTP). OpenTelemetry's other variables apply, too. Without it, there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /**
   * Whether this process sends messages and webhooks and deletes expired rows between requests. `off` where a process is frozen
   * after each response (docs/serverless.md), and the default there.
   */
  WORKER: z.enum(["on", "off"]),
  /** Set by these hosts, which freeze a process between requests and do not run our server. */
  VERCEL: z.string().optional(),
  AWS_LAMBDA_FUNCTION_NAME: z.string().optional(),
  /** Allows `/internal/cron/outbox` with `Authorization: Bearer`, as Vercel sends it. Without it, there is no such path. */
  CRON_SECRET: z.string().min(16).optional(),
  /** First start only: the default project's first API key (`csk_<8>_<43>`). */
  BOOTSTRAP_API_KEY: apiKey.optional(),
  /** Created at a start that does not know it yet: an installation key (`csk_<8>_<43>`), which manages projects. */
  BOOTSTRAP_INSTALLATION_KEY: apiKey.optional(),
  /** First start only: the first operator of the console. */
  BOOTSTRAP_OPERATOR_EMAIL: z.email().optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  /** Lets a scraper read `/metrics` with `Authorization: Bearer`. Without it, only loopback can. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Comma-separated addresses or CIDR ranges of proxies whose `X-Forwarded-*` headers are trusted. */
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  /** The company's OpenID Connect provider, by which operators sign in to the console: its issuer, exactly as it publishes it. */
  OPERATOR_OIDC_ISSUER: z
    .string()
    .refine(isIssuer, "expected an issuer such as https://login.example.com (http only on localhost)")
    .optional(),
  OPERATOR_OIDC_CLIENT_ID: z.string().optional(),
  OPERATOR_OIDC_CLIENT_SECRET: z.string().optional(),
  /** Comma-separated email domains. Only accounts with an address in one of them are linked to operators. */
  OPERATOR_OIDC_DOMAINS: domains.optional(),
  /** The company's name on the button. */
  OPERATOR_OIDC_NAME: z.string().trim().max(40).optional(),
  /** `on`: operators of these domains can sign in by the company only, not by codes or invitations by mail. */
  OPERATOR_OIDC_REQUIRED: z.enum(["on", "off"]).optional(),
  /**
   * Comma-separated origins of identity providers that connectors can call although they are not on the public internet, or
   * `loopback` for any on this machine. http only on loopback.
   */
  PRIVATE_IDENTITY_PROVIDERS: origins,
  /**
   * Comma-separated origins that webhooks may be sent to although they are not on the public internet, or `loopback` for any on
   * this machine. http only on loopback.
   */
  PRIVATE_WEBHOOK_TARGETS: origins,
  /** A text file of further disposable email domains, one per line; `!` before one makes an exception. Read again when it changes. */
  DISPOSABLE_DOMAINS_FILE: z.string().optional(),
  /**
   * Whether `scripts/serve.mjs` runs the sandbox identity provider, which lets anyone sign in as anyone. By default only on a
   * machine that nobody else can reach.
   */
  SANDBOX_IDENTITY_PROVIDER: z.enum(["on", "off"]),
});

const companyVariables = [
  "OPERATOR_OIDC_ISSUER",
  "OPERATOR_OIDC_CLIENT_ID",
  "OPERATOR_OIDC_CLIENT_SECRET",
  "OPERATOR_OIDC_DOMAINS",
  "OPERATOR_OIDC_NAME",
] as const;

/** Half of a sign-in would look like one that is off. */
const complete = variables.superRefine((given, ctx) => {
  const isWanted = [...companyVariables, "OPERATOR_OIDC_REQUIRED" as const].some(
    (name) => given[name] !== undefined,
  );
  if (!isWanted) return;
  for (const name of companyVariables.filter((name) => given[name] === undefined)) {
    const message = `missing: the company's sign-in needs ${companyVariables.join(", ")} together`;
    ctx.addIssue({ code: "custom", path: [name], message });
  }
});

/** Where the sandbox runs, nobody else can reach the machine. A developer's other servers are on loopback, too. */
const schema = complete.transform((given) => {
  const here = given.SANDBOX_IDENTITY_PROVIDER === "on" ? ["loopback"] : [];
  return {
    ...given,
    PRIVATE_IDENTITY_PROVIDERS: [...given.PRIVATE_IDENTITY_PROVIDERS, ...here],
    PRIVATE_WEBHOOK_TARGETS: [...given.PRIVATE_WEBHOOK_TARGETS, ...here],
  };
});

export type Env = z.infer<typeof schema>;

/** Empty variables count as absent, as in a copied `.env.example`. */
function parse(): Env {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const publicUrl = given.PUBLIC_URL ?? `http://localhost:${given.PORT ?? "3000"}`;
  const isTriedOut = isOnThisMachine(publicUrl) && loopbackHosts.includes(given.HOST ?? "127.0.0.1");
  const sandbox = isTriedOut ? "on" : "off";
  const isFrozenBetweenRequests = Boolean(given.VERCEL || given.AWS_LAMBDA_FUNCTION_NAME);
  const parsed = schema.safeParse({
    SANDBOX_IDENTITY_PROVIDER: sandbox,
    WORKER: isFrozenBetweenRequests ? "off" : "on",
    ...given,
    PUBLIC_URL: publicUrl,
  });
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path[0]?.toString()}: ${issue.message}`);
  throw new Error(`The environment is not usable (README.md, "Configuration"):\n${lines.join("\n")}`);
}

const loopbackHosts = ["localhost", "127.0.0.1", "::1", "[::1]"];

function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.includes(new URL(url).hostname);
}

/** OpenID Connect Discovery 1.0 §2: https, without query and fragment. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#]/.test(text)) return false;
  const { protocol, username, password } = new URL(text);
  return !username && !password && (protocol === "https:" || (protocol === "http:" && isOnThisMachine(text)));
}

function isOrigin(url: string): boolean {
  return URL.canParse(url) && new URL(url).origin.length === url.length;
}

let parsed: Env | undefined;

/**
 * The environment, parsed once on first use. `next build` loads every module without a database, so it must not be parsed
 * earlier.
 */
export const env: Env = new Proxy({} as Env, {
  get: (_, name: keyof Env) => {
    parsed ??= parse();
    return parsed[name];
  },
});
