import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { operators } from "./access";
import { bytes, createdAt, id, instant } from "./columns";
import { projects } from "./projects";

const operatorId = () =>
  uuid("operator_id")
    .notNull()
    .references(() => operators.id, { onDelete: "cascade" });

/** A signed-in browser. The row is the session: deleting it signs the browser out. */
export const operatorSessions = pgTable(
  "operator_sessions",
  {
    id: id(),
    operatorId: operatorId(),
    /** When the second factor was last given in this session. */
    secondFactorAt: instant("second_factor_at"),
    /** Whether the company's provider said that it had asked for several factors. */
    hasCompanyMfa: boolean("has_company_mfa").notNull().default(false),
    /** Where it was last used from. */
    address: text("address"),
    userAgent: text("user_agent"),
    lastUsedAt: instant("last_used_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("operator_sessions_of_operator").on(t.operatorId),
    index("operator_sessions_expiry").on(t.expiresAt),
  ],
);

/** An operator's account at the company's OpenID Connect provider. Its subject identifies the person, never the address. */
export const operatorCompanyAccounts = pgTable(
  "operator_company_accounts",
  {
    operatorId: operatorId(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.operatorId, t.issuer] }),
    uniqueIndex("operator_company_accounts_subject").on(t.issuer, t.subject),
  ],
);

/** A passkey (WebAuthn credential) as a second factor. */
export const operatorPasskeys = pgTable(
  "operator_passkeys",
  {
    id: id(),
    operatorId: operatorId(),
    name: text("name").notNull(),
    /** The authenticator's id of the credential, in base64url. */
    credentialId: text("credential_id").notNull(),
    /** A COSE key. */
    publicKey: bytes("public_key").notNull(),
    /** The authenticator's count of its signatures. 0 if it keeps none. */
    signatureCount: bigint("signature_count", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull().default([]),
    lastUsedAt: instant("last_used_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("operator_passkeys_credential").on(t.credentialId),
    index("operator_passkeys_of_operator").on(t.operatorId),
  ],
);

/** An operator's authenticator app (TOTP, RFC 6238). */
export const operatorTotp = pgTable("operator_totp", {
  operatorId: operatorId().primaryKey(),
  sealedSecret: bytes("sealed_secret").notNull(),
  /** Null until the operator has entered a first code. */
  confirmedAt: instant("confirmed_at"),
  /** The time step of the last accepted code. Codes of it and earlier steps are refused. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  /** Codes entered since `guessesSince` without a correct one. */
  guesses: integer("guesses").notNull().default(0),
  guessesSince: instant("guesses_since").notNull().defaultNow(),
  createdAt: createdAt(),
});

/** Single-use codes that replace a lost second factor. Used ones are deleted. */
export const operatorRecoveryCodes = pgTable(
  "operator_recovery_codes",
  {
    operatorId: operatorId(),
    /** SHA-256. 80 random bits cannot be guessed, so no slow hash is needed. */
    codeHash: bytes("code_hash").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.operatorId, t.codeHash] })],
);

/** An invitation to a project's team. An accepted or revoked one is deleted; events keep the history. */
export const operatorInvitations = pgTable(
  "operator_invitations",
  {
    id: id(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    email: text("email").notNull(),
    role: text("role", { enum: ["owner", "admin", "support", "viewer"] }).notNull(),
    /** SHA-256 of the token in the link. */
    tokenHash: bytes("token_hash").notNull(),
    invitedBy: uuid("invited_by").references(() => operators.id, { onDelete: "set null" }),
    expiresAt: instant("expires_at").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("operator_invitations_hash").on(t.tokenHash),
    uniqueIndex("operator_invitations_of_project").on(t.projectId, sql`lower(${t.email})`),
    index("operator_invitations_expiry").on(t.expiresAt),
  ],
);

/** A list's filters that an operator has given a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** Whose it is. Null: the whole team's. */
    operatorId: uuid("operator_id").references(() => operators.id, { onDelete: "cascade" }),
    /** Which list: `verifications`. */
    list: text("list").notNull(),
    name: text("name").notNull(),
    /** The filters as a query string. */
    query: text("query").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("saved_views_of_project").on(t.projectId, t.list)],
);
