import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";
import { users } from "./users";

/** What a provider tells about an account. Only the pair of issuer and subject is proof; the rest describes it. */
export interface SocialProfile {
  name: string | null;
  avatarUrl: string | null;
  email: string | null;
  /** Whether that provider's own rule vouches for the address (docs/security.md #31). */
  isEmailVerified: boolean;
}

/** A proven account, as it stands on the verification that proved it. */
export interface SocialProof {
  connectorId: string;
  /** The connector's target: the name under which accounts of this provider are kept. */
  provider: string;
  issuer: string;
  subject: string;
  profile: SocialProfile;
  /** Everything the provider said; null unless the project keeps it. */
  rawClaims: Record<string, unknown> | null;
}

/** One identity provider as a project has set it up. */
export const connectors = pgTable(
  "connectors",
  {
    id: id(),
    /** Random, for vendors whose ids are numbers (see `projects.number`). */
    number: bigint("number", { mode: "bigint" }).notNull().unique(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** The provider's short name in this project, under which its accounts are kept ("google"). */
    target: text("target").notNull(),
    name: text("name").notNull(),
    logoUrl: text("logo_url"),
    config: jsonb("config").notNull().default({}),
    /** The secret members of the config, encrypted with a key that the database does not hold. */
    secrets: bytes("secrets"),
    isEnabled: boolean("is_enabled").notNull().default(true),
    wireContext: jsonb("wire_context"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [uniqueIndex("connectors_target").on(t.projectId, t.target)],
);

/**
 * One visit to a provider. Single use: whoever comes back first takes it. There is no foreign key to the verification,
 * which retention deletes on its own.
 */
export const authorizationRequests = pgTable(
  "authorization_requests",
  {
    id: id(),
    projectId: uuid("project_id").notNull(),
    verificationId: uuid("verification_id").notNull(),
    connectorId: uuid("connector_id").notNull(),
    /** SHA-256 of the `state`: what comes back is found by it, and a dump of the table answers nothing. */
    stateHash: bytes("state_hash").notNull(),
    /** PKCE verifier and nonce, encrypted with a key that the database does not hold. */
    sealed: bytes("sealed").notNull(),
    redirectUri: text("redirect_uri").notNull(),
    scope: text("scope").notNull(),
    /** SHA-256 of the cookie of the browser that set out; null where a client owns the redirect. */
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

/** An account at a provider that belongs to a user: proven by a verification, or asserted by a backend. */
export const socialAccounts = pgTable(
  "social_accounts",
  {
    id: id(),
    number: bigint("number", { mode: "bigint" }).notNull().unique(),
    projectId: uuid("project_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Null where a backend asserted the account without one. */
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
