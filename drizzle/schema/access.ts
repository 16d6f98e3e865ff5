import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** The key's eight public characters, to find the row. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the secret part. 256 random bits cannot be guessed, so no slow hash is needed. */
    secretHash: bytes("secret_hash").notNull(),
    scopes: text("scopes").array().notNull(),
    dialect: text("dialect"),
    wireContext: jsonb("wire_context"),
    /** Addresses and CIDR ranges it may be used from. Empty: any. */
    allowedIps: text("allowed_ips").array().notNull().default([]),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("api_keys_prefix").on(t.prefix), index("api_keys_project").on(t.projectId)],
);

/** A sample of the requests made with API keys, for seven days. Neither values nor query strings. */
export const requestLog = pgTable(
  "request_log",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    apiKeyId: uuid("api_key_id").notNull(),
    dialect: text("dialect").notNull(),
    method: text("method").notNull(),
    /** With the names of its parameters: `/api/v1/verifications/{id}`. */
    path: text("path").notNull(),
    status: smallint("status").notNull(),
    /** `ok`, or the refusal's code. */
    outcome: text("outcome").notNull(),
    durationMs: integer("duration_ms").notNull(),
    requestId: text("request_id").notNull(),
    /** The names of the body's members, without their values. */
    members: text("members").array().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("request_log_of_key").on(t.apiKeyId, t.id)],
);

/** All requests made with an API key in an hour, counted. */
export const keyUsage = pgTable(
  "key_usage",
  {
    apiKeyId: uuid("api_key_id").notNull(),
    hour: instant("hour").notNull(),
    requests: bigint("requests", { mode: "number" }).notNull(),
    /** Those answered with 400 to 499. */
    refused: bigint("refused", { mode: "number" }).notNull(),
    /** Those answered with 500 or more. */
    failed: bigint("failed", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.hour] })],
);

/** A human who signs in to the console. Belongs to the installation; roles belong to projects. */
export const operators = pgTable(
  "operators",
  {
    id: id(),
    email: text("email").notNull(),
    name: text("name").notNull().default(""),
    lastSignedInAt: instant("last_signed_in_at"),
    disabledAt: instant("disabled_at"),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("operators_email").on(sql`lower(${t.email})`)],
);

export const operatorRoles = pgTable(
  "operator_roles",
  {
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id, { onDelete: "cascade" }),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["owner", "admin", "support", "viewer"] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.operatorId, t.projectId] })],
);

/** Random tokens that are valid once or for a while. Only their SHA-256 is stored. */
export const opaqueTokens = pgTable(
  "opaque_tokens",
  {
    id: id(),
    kind: text("kind").notNull(),
    tokenHash: bytes("token_hash").notNull(),
    projectId: uuid("project_id"),
    userId: uuid("user_id"),
    operatorId: uuid("operator_id").references(() => operators.id, { onDelete: "cascade" }),
    client: text("client"),
    /** A user's sign-in. The refresh tokens that replace one another share it. */
    sessionId: uuid("session_id"),
    /** What ID tokens of the session say about the sign-in: when and how. */
    claims: jsonb("claims").$type<Record<string, unknown>>(),
    scopes: text("scopes").array().notNull().default([]),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("opaque_tokens_hash").on(t.tokenHash),
    index("opaque_tokens_expiry").on(t.expiresAt),
    index("opaque_tokens_user").on(t.userId).where(sql`${t.sessionId} is not null`),
    index("opaque_tokens_session").on(t.sessionId).where(sql`${t.sessionId} is not null`),
  ],
);

/** A key pair that signs tokens or receipts, depending on its algorithm. Rotated with overlap: an old one stays published until the last one has expired. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    id: id(),
    /** RFC 7638 thumbprint of the public key: the `kid` of tokens and of the published set. */
    keyId: text("key_id").notNull(),
    algorithm: text("algorithm").notNull(),
    publicJwk: jsonb("public_jwk").$type<Record<string, unknown>>().notNull(),
    /** The private key (JWK), encrypted with a key outside the database. */
    sealedPrivateJwk: bytes("sealed_private_jwk").notNull(),
    /** When the next key starts signing. */
    signsUntil: instant("signs_until").notNull(),
    /** When no token it signed is valid any more. */
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("signing_keys_key_id").on(t.keyId), index("signing_keys_expiry").on(t.expiresAt)],
);
