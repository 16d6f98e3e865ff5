import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";
import { users } from "./users";

/** A provider's profile of an account. Only issuer and subject identify it. */
export interface SocialProfile {
  name: string | null;
  avatarUrl: string | null;
  email: string | null;
  /** Whether the provider's own rule says the address is verified (docs/security.md #31). */
  isEmailVerified: boolean;
}

/** A proven account, as stored on its verification. */
export interface SocialProof {
  connectorId: string;
  /** The connector's target: the name that accounts of this provider are stored under. */
  provider: string;
  issuer: string;
  subject: string;
  profile: SocialProfile;
  /** All claims the provider sent. Null unless the project keeps them. */
  rawClaims: Record<string, unknown> | null;
}

/** A project's configuration of an identity provider. */
export const connectors = pgTable(
  "connectors",
  {
    id: id(),
    /** Random, for vendors with numeric ids (see `projects.number`). */
    number: bigint("number", { mode: "bigint" }).notNull().unique(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** The provider's short name in this project ("google"), which its accounts are stored under. */
    target: text("target").notNull(),
    name: text("name").notNull(),
    logoUrl: text("logo_url"),
    config: jsonb("config").notNull().default({}),
    /** The secret members of the config, encrypted with a key outside the database. */
    secrets: bytes("secrets"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    wireContext: jsonb("wire_context"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("connectors_target").on(t.projectId, t.target)],
);

/**
 * One authorization request to a provider. Single use: the first callback claims it. No foreign key to the verification,
 * which retention deletes separately.
 */
export const authorizationRequests = pgTable(
  "authorization_requests",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    verificationId: uuid("verification_id").notNull(),
    connectorId: uuid("connector_id").notNull(),
    /** SHA-256 of the `state`, to find the request at the callback. A dump of the table cannot be used. */
    stateHash: bytes("state_hash").notNull(),
    /** PKCE verifier and nonce, encrypted with a key outside the database. */
    sealed: bytes("sealed").notNull(),
    redirectUri: text("redirect_uri").notNull(),
    scope: text("scope").notNull(),
    /** SHA-256 of the cookie of the browser that started it. Null if a client handles the redirect. */
    browserHash: bytes("browser_hash"),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("authorization_requests_state").on(t.stateHash),
    index("authorization_requests_verification").on(t.verificationId),
    index("authorization_requests_expiry").on(t.expiresAt),
  ],
);

/** A user's account at a provider: proven by a verification or asserted by a backend. */
export const socialAccounts = pgTable(
  "social_accounts",
  {
    id: id(),
    number: bigint("number", { mode: "bigint" }).notNull().unique(),
    projectId: uuid("project_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Null if a backend asserted the account without one. */
    connectorId: uuid("connector_id"),
    provider: text("provider").notNull(),
    issuer: text("issuer"),
    subject: text("subject").notNull(),
    profile: jsonb("profile").$type<SocialProfile>().notNull(),
    rawClaims: jsonb("raw_claims").$type<Record<string, unknown>>(),
    evidence: text("evidence", { enum: ["proven", "asserted"] }).notNull(),
    verifiedAt: instant("verified_at"),
    lastVerificationId: uuid("last_verification_id"),
    wireContext: jsonb("wire_context"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("social_accounts_subject").on(t.projectId, t.provider, t.subject),
    index("social_accounts_of_user").on(t.userId, t.createdAt),
    index("social_accounts_recent").on(t.projectId, t.createdAt, t.id),
  ],
);
