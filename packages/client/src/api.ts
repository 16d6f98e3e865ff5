// Written by `npm run openapi`. Do not edit.
import { type Operation, operation } from "./operation.js";

export interface Actor {
  /** `user`: a signed-in user with an access token. `browser`: a person on a portal page. `system`: Countersign itself. */
  type: "key" | "user" | "operator" | "browser" | "system";
  /** The id of the API key, user or operator. */
  id: string | null;
}

export interface AddIdentifier {
  email?: string;
  /** E.164 format, or national format with `country`. */
  phone?: string;
  /** ISO 3166-1 alpha-2 country of a national phone number. */
  country?: string;
  /** True if you already know that the user controls it. Stored with the evidence `asserted`. */
  verified?: boolean;
}

export interface AddSocialAccount {
  /** A connector's target, or any name you choose. */
  provider: string;
  /** The account's id at the provider. Never its email address. */
  subject: string;
  /** The issuer of the subject. If omitted, a later verification fills it in. */
  issuer?: string;
  name?: string;
  avatarUrl?: string;
  email?: string;
  /** Whether the provider says it has verified the address. */
  emailVerified?: boolean;
}

export interface ApiKey {
  /** A TypeID with the prefix `key`. */
  id: string;
  name: string;
  /** The start of the key, to recognise it by. */
  prefix: string;
  scopes: Array<"verifications:read" | "verifications:write" | "users:read" | "users:write" | "settings:read" | "settings:write" | "webhooks:read" | "webhooks:write" | "inbox:read">;
  /** The vendor API this key is for. */
  dialect: "corbado" | "kratos" | "logto" | "transmit" | "twilio" | null;
  /** Addresses and CIDR ranges it may be used from. Empty: any. */
  allowedIps: Array<string>;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** Null: it does not expire. RFC 3339, UTC. */
  expiresAt: string | null;
  /** The time left. 0: the key has expired and is refused. */
  expiresInSeconds: number | null;
  /** Accurate to about a minute. RFC 3339, UTC. */
  lastUsedAt: string | null;
}

export interface Authorization {
  /** Redirect the person's browser here. */
  authorizationUrl: string;
  /** RFC 3339, UTC. */
  expiresAt: string;
  /** The time left until `expiresAt`. */
  expiresInSeconds: number;
}

export interface BeginAuthorization {
  /** Defaults to the connector the verification was started with. */
  connectorId?: string;
  /** One of the project's `returnUrls`, registered with the provider. */
  redirectUri: string;
  /** Your own state. If omitted, one is created and included in `authorizationUrl`. */
  state?: string;
  /** Overrides the connector's scope. */
  scope?: string;
}

export interface CheckCode {
  /** Spaces, dashes, invisible characters and digits of any script are accepted. */
  code: string;
  client?: Client;
  /** What you expect the verification to be for. If it does not match, the call is refused and no attempt is counted. */
  expect?: {
    email?: string;
    /** E.164 format, or national format with `country`. */
    phone?: string;
    /** ISO 3166-1 alpha-2 country of a national phone number. */
    country?: string;
    /** A TypeID with the prefix `usr`. */
    userId?: string;
    purpose?: string;
  };
}

/** The person's device, not your server. Strongly advised: without it, only limits per recipient, channel and project protect you. */
export interface Client {
  ip?: string | string;
  userAgent?: string;
  /** Your own id of the person's device or installation. */
  deviceId?: string;
}

export interface Connector {
  /** A TypeID with the prefix `con`. */
  id: string;
  kind: string;
  /** The name that its accounts are stored under. */
  target: string;
  name: string;
  logoUrl: string | null;
  enabled: boolean;
  /** Without secret members. */
  config: { [name: string]: unknown };
  /** Names of the secret members that are set. */
  secretsSet: Array<string>;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** RFC 3339, UTC. */
  updatedAt: string;
}

export interface ConnectorKind {
  kind: string;
  title: string;
  description: string;
  /** The default target of its connectors. */
  target: string;
  /** JSON Schema (2020-12) of `config`. Secret members are `writeOnly`. */
  schema: { [name: string]: unknown };
}

export interface ConnectorTest {
  /** `accepted`, or the problem code a sign-in would fail with. */
  outcome: "accepted" | "authorization_denied" | "provider_refused" | "provider_unavailable" | "provider_answer_invalid";
  /** What the test found. */
  explanation: string;
}

export interface CreateApiKey {
  name: string;
  /** A key can only grant scopes it has. */
  scopes: Array<"verifications:read" | "verifications:write" | "users:read" | "users:write" | "settings:read" | "settings:write" | "webhooks:read" | "webhooks:write" | "inbox:read">;
  /** The vendor API this key is for. It selects the behavior of URLs that vendors share: at `/oidc/token`, Logto clients must name a resource and Transmit clients get Transmit's claims. */
  dialect?: "corbado" | "kratos" | "logto" | "transmit" | "twilio" | null;
  /** Addresses and CIDR ranges the key may be used from. Empty: any. */
  allowedIps?: Array<string>;
  /** When the key expires. Null or omitted: never. */
  expiresAt?: string | null;
}

export interface CreateConnector {
  kind: string;
  /** The name that accounts of this connector are stored under. Unique in the project, cannot be changed, defaults to the kind's own. */
  target?: string;
  /** Shown on the sign-in button. */
  name?: string;
  /** Shown next to the name. Null: the kind's own logo. */
  logoUrl?: string | null;
  /** Defaults to true. */
  enabled?: boolean;
  /** See the kind's schema in GET /connector-kinds. Secret members are write-only. */
  config?: { [name: string]: unknown };
}

export interface CreateProject {
  name: string;
  /** Cannot be changed later. A `test` project is marked in the console and uses no paid provider unless `usePaidProviders` allows it. A `shadow` project sends nothing: its messages stay in the inbox. */
  environment?: "live" | "test" | "shadow";
  /** A project whose settings, policies and branding are copied. Its Kratos hosts and foreign issuers are not, because only one project can have them; neither are its keys, users, connectors and data. */
  copyFrom?: {
    /** A TypeID with the prefix `prj`. */
    project: string;
    /** Whether its providers are copied. Without credentials, those that need any are disabled until you enter them. */
    providers?: "none" | "without_credentials" | "with_credentials";
  } | null;
  /** The console operator who owns it. Omitted or null: the owners of the installation. */
  ownerEmail?: string | null;
}

export interface CreateProvider {
  kind: string;
  name?: string;
  /** The channels to use, out of those the kind supports. Defaults to all for which the config has everything, such as a sender. */
  channels?: Array<"email" | "sms" | "voice" | "whatsapp">;
  /** Lower is tried first. Defaults to last. The inbox is used only for channels no other provider supports. */
  position?: number;
  /** Defaults to true. */
  enabled?: boolean;
  /** Sets the project's `countries`: codes, `suggested` for a set with little fraud, or null for all countries. Required for the project's first paid provider that reaches phones, unless the project has a list. */
  countries?: Array<string> | "suggested" | null;
  /** See the kind's schema in GET /provider-kinds. Secret members are write-only. */
  config?: { [name: string]: unknown };
}

export interface CreateSuppression {
  email?: string;
  /** E.164 format, or national format with `country`. */
  phone?: string;
  /** ISO 3166-1 alpha-2 country of a national phone number. */
  country?: string;
  /** Defaults to `email` for an email address and `sms` for a phone number. */
  channel?: "email" | "sms" | "voice" | "whatsapp";
  /** For other operators. */
  note?: string;
}

export interface CreateUser {
  name?: string | null;
  /** Your own id for this person. Unique in the project. */
  externalId?: string | null;
  /** The first of each type becomes primary. */
  identifiers?: Array<AddIdentifier>;
}

export interface CreateWebhookEndpoint {
  /** https, on the public internet. Private addresses only if the installation's `PRIVATE_WEBHOOK_TARGETS` allows them. */
  url: string;
  description?: string;
  /** What it gets. Null or omitted: everything, including types of later versions. */
  types?: Array<"verification.started" | "verification.sent" | "verification.attempted" | "verification.verified" | "verification.failed" | "verification.expired" | "verification.canceled" | "delivery.accepted" | "delivery.undeliverable" | "delivery.skipped" | "delivery.retried" | "delivery.sent" | "delivery.delivered" | "delivery.failed" | "delivery.bounced" | "delivery.complained" | "identifier.verified" | "identifier.removed" | "user.created" | "user.updated" | "user.deleted" | "user.token_issued" | "social_account.linked" | "social_account.unlinked" | "suppression.created" | "protection.objected" | "protection.limit_reached" | "protection.guessing_detected" | "protection.spending_warned" | "protection.prefix_paused" | "protection.prefix_reopened"> | null;
  /** `thin`: ids only, to look the rest up. `full` (default): the event's data and the verification as well. Never a code or token. */
  payload?: "thin" | "full";
  /** `standard` (default), or a vendor's name for consumers of that vendor's webhooks. See the README of the dialect. */
  format?: "standard" | "kratos" | "twilio" | "logto" | "transmit";
  /** `hmac` (default): a shared secret, `whsec_…`. `ed25519`: a key pair, so that consumers only hold the public key, `whpk_…`. */
  signature?: "hmac" | "ed25519";
}

export interface Delivery {
  /** A TypeID with the prefix `dlv`. */
  id: string;
  verificationId: string | null;
  channel: "email" | "sms" | "voice" | "whatsapp";
  recipient: string;
  locale: string;
  purpose: string;
  /** `accepted`: a provider accepted the message. `skipped`: it was no longer needed. */
  outcome: "pending" | "accepted" | "undeliverable" | "skipped";
  /** Why it failed or was skipped, as a code. */
  reason: string | null;
  /** `request`: it was asked for. Otherwise a fallback channel, sent after a time or when the message before it fails. */
  trigger: "request" | "timer" | "failure";
  /** For a fallback: the message before it. */
  backsUpId: string | null;
  /** What the provider reported after it had accepted the message. Null: nothing so far. */
  status: "sent" | "delivered" | "failed" | "bounced" | "complained" | null;
  /** The provider's code for the status. */
  statusCode: string | null;
  statusAt: string | null;
  /** What happened, or what happens next, in one sentence. */
  summary: string;
  /** The provider that decided the outcome. */
  providerId: string | null;
  /** Null once it is finished. */
  nextTryAt: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
  finishedAt: string | null;
  tries: Array<DeliveryTry>;
}

export interface DeliveryTry {
  number: number;
  /** A TypeID with the prefix `prv`. */
  providerId: string;
  providerKind: string;
  /** Null while it runs, or if the process died: the message may have been sent. */
  outcome: "accepted" | "unavailable" | "refused" | null;
  /** The outcome in one sentence. */
  summary: string;
  /** The provider's code, if it gave one. */
  providerCode: string | null;
  /** What the code means, in one sentence. */
  meaning: string | null;
  /** The provider's reply, without secrets. */
  explanation: string | null;
  /** The provider's id for the message. */
  providerMessageId: string | null;
  /** RFC 3339, UTC. */
  startedAt: string;
  finishedAt: string | null;
}

export interface Domain {
  host: string;
  /** When it was found to lead here. Null: it is not used yet. */
  verifiedAt: string | null;
}

export interface DomainCheck {
  domain: Domain;
  verified: boolean;
  /** What was found, in a sentence. */
  explanation: string;
}

export interface Erasure {
  /** Kept, without the person’s data. */
  verifications: number;
  messages: number;
  /** Redacted events of these verifications. */
  events: number;
  /** They stay as hashes. */
  suppressions: number;
  isUserDeleted: boolean;
}

export interface Event {
  /** A TypeID with the prefix `evt`. */
  id: string;
  type: string;
  /** What happened, in one sentence. */
  summary: string;
  verificationId: string | null;
  actor: Actor;
  requestId: string | null;
  /** Details, depending on the type. Recipients are masked; codes and keys are never included. */
  data: { [name: string]: unknown };
  /** RFC 3339, UTC. */
  createdAt: string;
}

export interface FinishAuthorization {
  /** All query parameters of the redirect, unchanged: `code` or `error`, `state` and any others. */
  parameters: { [name: string]: string };
}

export interface Identifier {
  /** A TypeID with the prefix `idn`. */
  id: string;
  /** `username` is set only by some vendor APIs and cannot be verified. */
  type: "email" | "phone" | "username";
  value: string;
  /** Each user has at most one primary identifier of each type. */
  primary: boolean;
  verifiedAt: string | null;
  /** `proven`: by a verification. `asserted`: by a backend. Null while unverified. */
  evidence: "proven" | "asserted" | null;
  lastVerificationId: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
}

export interface InboxMessage {
  /** The id of the delivery. */
  id: string;
  verificationId: string | null;
  channel: "email" | "sms" | "voice" | "whatsapp";
  to: string;
  /** Null for SMS. */
  subject: string | null;
  text: string;
  /** Null for SMS. */
  html: string | null;
  /** The code in the message, so tests do not have to parse it. Null if the person has changed the address since: the old code can no longer be derived. */
  code: string | null;
  /** The link in the message. Null for SMS. */
  link: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
}

export interface InboxQuery {
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** An email address or phone number, case-insensitive. */
  to?: string;
  /** Only messages created after this date: pass the `createdAt` of the last one you read. */
  after?: string;
  /** How long to wait for a message if there is none yet (long polling). */
  waitSeconds?: number;
}

export interface IssueUserToken {
  expiresInSeconds?: number;
  /** The audience of the token. Defaults to that of the key's dialect, or this installation's URL. */
  audience?: string;
  /** Used by vendor APIs that check scopes. */
  scope?: string;
}

export interface LiveEvent {
  /** An event type, or `verification.expired`. */
  type: string;
  /** What happened, in one sentence. */
  summary: string;
  /** RFC 3339, UTC. */
  at: string;
  /** Details, depending on the type. Recipients are masked; codes and keys are never included. */
  data: { [name: string]: unknown };
}

/** A PNG, with its size in pixels. */
export interface Logo {
  url: string;
  width: number;
  height: number;
}

export interface MessageTemplate {
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
  /** Counts the changes. 0: never changed. */
  version: number;
  /** Your texts. Null: ours. */
  texts: {
    subject: string | null;
    heading: string | null;
    instruction: string | null;
    alternative: string | null;
    button: string | null;
    linkSubject: string | null;
    linkInstruction: string | null;
    footer: string | null;
    sms: string | null;
    call: string | null;
  };
  updatedAt: string | null;
  updatedBy: Actor | null;
  /** Our texts, which you can start from. */
  defaults: {
    subject: string;
    heading: string;
    instruction: string;
    alternative: string;
    button: string;
    linkSubject: string;
    linkInstruction: string;
    footer: string;
    sms: string;
    call: string;
  };
  warnings: Array<{
    part: "subject" | "heading" | "instruction" | "alternative" | "button" | "linkSubject" | "linkInstruction" | "footer" | "sms" | "call";
    message: string;
  }>;
}

export interface MessageTemplatePreview {
  /** With a code and a link. */
  email: {
    subject: string;
    html: string;
    text: string;
  };
  /** With only a link. */
  linkEmail: {
    subject: string;
    html: string;
    text: string;
  };
  sms: {
    text: string;
    /** One character outside the GSM alphabet puts all of it into UCS-2, in which fewer fit. */
    encoding: "gsm7" | "ucs2";
    /** In septets or UTF-16 code units. */
    length: number;
    /** How much one segment holds at this length. */
    perSegment: number;
    /** Carriers charge for each. */
    segments: number;
    /** The characters outside the GSM alphabet. */
    notInGsm: Array<string>;
  };
  /** For providers that send free text. */
  whatsapp: string;
  /** The sentences, in order. */
  call: Array<string>;
}

export interface MessageTemplateVersion {
  /** Counts the changes. 0: never changed. */
  version: number;
  /** Your texts. Null: ours. */
  texts: {
    subject: string | null;
    heading: string | null;
    instruction: string | null;
    alternative: string | null;
    button: string | null;
    linkSubject: string | null;
    linkInstruction: string | null;
    footer: string | null;
    sms: string | null;
    call: string | null;
  };
  updatedAt: string | null;
  updatedBy: Actor | null;
}

export interface MessageTexts {
  /** The subject of emails with a code. Placeholders: `{brand}`, `{code}`, `{lifetime}`, `{minutes}`. */
  subject?: string | null;
  /** The heading of emails. Placeholders: `{brand}`, `{lifetime}`, `{minutes}`. */
  heading?: string | null;
  /** What to do with the code. The email's layout shows the code below it. Placeholders: `{brand}`, `{code}`, `{lifetime}`, `{minutes}`. */
  instruction?: string | null;
  /** The sentence between the code and the button, if an email has both. Placeholders: `{brand}`, `{lifetime}`, `{minutes}`. */
  alternative?: string | null;
  /** The button of emails. Placeholders: `{brand}`, `{lifetime}`, `{minutes}`. */
  button?: string | null;
  /** The subject of emails with only a link. Placeholders: `{brand}`, `{lifetime}`, `{minutes}`. */
  linkSubject?: string | null;
  /** What to do with the button, in emails with only a link. Placeholders: `{brand}`, `{lifetime}`, `{minutes}`. */
  linkInstruction?: string | null;
  /** Lines below our warnings, such as your company's address. Placeholders: `{brand}`, `{lifetime}`, `{minutes}`. */
  footer?: string | null;
  /** The SMS, without its last line, and the WhatsApp message of providers that send free text. Placeholders: `{brand}`, `{code}`, `{lifetime}`, `{minutes}`. Must contain `{code}`. */
  sms?: string | null;
  /** The sentences of a phone call, one a line. They are read twice, the code digit by digit. Placeholders: `{brand}`, `{code}`, `{lifetime}`, `{minutes}`. Must contain `{code}`. */
  call?: string | null;
}

export interface NewApiKey {
  /** A TypeID with the prefix `key`. */
  id: string;
  name: string;
  /** The start of the key, to recognise it by. */
  prefix: string;
  scopes: Array<"verifications:read" | "verifications:write" | "users:read" | "users:write" | "settings:read" | "settings:write" | "webhooks:read" | "webhooks:write" | "inbox:read">;
  /** The vendor API this key is for. */
  dialect: "corbado" | "kratos" | "logto" | "transmit" | "twilio" | null;
  /** Addresses and CIDR ranges it may be used from. Empty: any. */
  allowedIps: Array<string>;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** Null: it does not expire. RFC 3339, UTC. */
  expiresAt: string | null;
  /** The time left. 0: the key has expired and is refused. */
  expiresInSeconds: number | null;
  /** Accurate to about a minute. RFC 3339, UTC. */
  lastUsedAt: string | null;
  /** The whole key. It is shown only once and not stored. Null in a response replayed for an `Idempotency-Key`. */
  secret: string | null;
}

export interface NewWebhookEndpoint {
  /** A TypeID with the prefix `whe`. */
  id: string;
  url: string;
  description: string;
  /** Null: everything. */
  types: Array<string> | null;
  payload: "thin" | "full";
  /** `standard`, or a vendor's name for that vendor's body and signature. */
  format: string;
  signature: "hmac" | "ed25519";
  /** `whpk_` and base64. Null for a shared secret. */
  publicKey: string | null;
  enabled: boolean;
  /** `gone`: it responded with 410. `failing`: nothing arrived for three days. */
  disabledReason: "operator" | "gone" | "failing" | null;
  disabledAt: string | null;
  /** The first failure since a message arrived. RFC 3339, UTC. */
  failingSince: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** RFC 3339, UTC. */
  updatedAt: string;
  /** The signing key: `whsec_…`, or `whsk_…` of a key pair. It is shown only once. Null in a response replayed for an `Idempotency-Key`. */
  secret: string | null;
}

export type Nothing = Record<string, never>;

export interface Person {
  /** A user, with all identifiers. */
  userId?: string;
  email?: string;
  /** E.164 format, or national format with `country`. */
  phone?: string;
  /** ISO 3166-1 alpha-2 country of a national phone number. */
  country?: string;
}

export interface PersonExport {
  /** Null if an address or number was given. */
  user: { [name: string]: unknown } | null;
  identifiers: Array<{ [name: string]: unknown }>;
  socialAccounts: Array<{ [name: string]: unknown }>;
  verifications: Array<{ [name: string]: unknown }>;
  /** Without their content, which is not stored. */
  messages: Array<{ [name: string]: unknown }>;
  events: Array<{ [name: string]: unknown }>;
  suppressions: Array<{ [name: string]: unknown }>;
}

export interface PhonePrefix {
  prefix: string;
  /** `block`: an operator block, which is the calling code and the first digits of the national number. `country`: a country. `range`: another beginning of numbers. `unfamiliar`: all numbers in blocks and countries where the project has hardly verified anybody. */
  kind: "block" | "country" | "unfamiliar" | "range";
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** `testing`: the pause is over, and a few messages are sent to find out whether people enter their codes. */
  status: "open" | "paused" | "testing";
  /** `conversion`: too few messages led to a verification. `sequence`: codes were requested for numbers close together. `manual`: paused by a person or backend. */
  reason: "conversion" | "sequence" | "manual" | null;
  /** What led to the pause. */
  numbers: { [name: string]: number } | null;
  pausedAt: string | null;
  /** Null for a pause that nobody has ended yet. */
  pausedUntil: string | null;
  /** Messages of the last 24 hours, and those that led to a verification within an hour. */
  lastDay: {
    sent: number;
    verified: number;
  };
  /** The most verified messages in an hour of the last 14 days. */
  busiestHour: number;
}

export interface Policy {
  codeLength: number;
  maxAttempts: number;
  lifetimeSeconds: number;
  codeLifetimeSeconds: number;
  resend: "same" | "rotate";
  cooldownSeconds: number;
  maxSends: number;
  sendLimits: Array<{
    by: "recipient" | "userRecipient" | "network" | "project";
    max: number;
    windowSeconds: number;
  }>;
  guessBudgets: Array<{
    by: "recipient" | "user";
    wrong: number;
    windowSeconds: number;
    lockSeconds: number | null;
  }>;
  replaySeconds: number;
  recipients: "any" | "known";
  answerAfter: "commit" | "provider";
  fallbacks: Array<{
    channel: "email" | "sms" | "voice" | "whatsapp";
    afterSeconds: number | null;
  }>;
}

export interface PreviewMessageTemplate {
  /** Texts that need not be saved. Defaults to the saved ones. */
  texts?: MessageTexts;
}

export interface Price {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** US dollars for one message. */
  sms: number;
  /** US dollars for a call of one minute. */
  voice: number;
  /** US dollars for one message. */
  whatsapp: number;
  /** The channels with a price from `protection.prices`. The others have our estimate. */
  own: Array<"sms" | "voice" | "whatsapp">;
}

export interface Project {
  /** A TypeID with the prefix `prj`. */
  id: string;
  /** The numeric id some vendor APIs use. A string, because it exceeds JSON's safe integers. */
  number: string;
  name: string;
  /** A `test` project uses no paid provider unless `usePaidProviders` allows it. A `shadow` project sends nothing: its messages stay in the inbox. */
  environment: "live" | "test" | "shadow";
  branding: {
    name: string | null;
    accent: string | null;
    darkAccent: string | null;
    radiusPixels: number | null;
    logoUrl: string | null;
    /** The uploaded logo, shown instead of that of `logoUrl`. */
    logo: Logo | null;
    supportEmail: string | null;
  };
  /** The project's own host for its hosted pages and links. Null: the installation's. */
  domain: Domain | null;
  defaultLocale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
  returnUrls: Array<string>;
  /** The sites that can show hosted pages in a frame or a popup, and are told the outcome. */
  embedding: {
    allowedOrigins: Array<string>;
  };
  countries: Array<string> | null;
  /** What the project overrides. Everything else has its default. */
  policies: { [name: string]: {
    email?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
    };
    sms?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
      fallbacks?: Array<{
        channel: "sms" | "voice" | "whatsapp";
        afterSeconds: number | null;
      }>;
    };
    voice?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
      fallbacks?: Array<{
        channel: "sms" | "voice" | "whatsapp";
        afterSeconds: number | null;
      }>;
    };
    whatsapp?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
      fallbacks?: Array<{
        channel: "sms" | "voice" | "whatsapp";
        afterSeconds: number | null;
      }>;
    };
  } };
  /** The complete policy of every purpose, with defaults filled in. Read-only. */
  effectivePolicies: { [name: string]: { [name: string]: Policy } };
  /** Limits and rules against fraud. Anything not set has its default. */
  protection: {
    mode: "enforce" | "report";
    reportOnly: Array<"number_type" | "country_paused" | "prefix_paused" | "prefix_velocity" | "sequential_numbers" | "spend_cap" | "volume_limit" | "disposable_domain" | "role_address" | "domain_without_mail" | "test_recipient">;
    safeList: Array<string>;
    limits: Array<{
      by: "recipient" | "family" | "address" | "network" | "device";
      max: number;
      windowSeconds: number;
    }> | null;
    volumeLimits: Array<{
      channel: "email" | "sms" | "voice" | "whatsapp" | null;
      max: number;
      windowSeconds: number;
    }>;
    guessLimits: {
      address: number;
      network: number;
    } | null;
    allowedNumberTypes: Array<"premium_rate" | "shared_cost" | "toll_free" | "uan" | "personal_number" | "pager" | "voicemail" | "satellite" | "international_network" | "fixed_line">;
    prices: { [name: string]: {
      sms?: number;
      voice?: number;
      whatsapp?: number;
    } };
    spendPerDay: number | null;
    challenge: {
      when: "never" | "risk" | "always";
      kind: "proof_of_work" | "hcaptcha" | "turnstile";
      siteKey: string | null;
      hasSecret: boolean;
    };
    disposableDomains: "allow" | "refuse";
    additionalDisposableDomains: Array<string>;
    allowedDisposableDomains: Array<string>;
    roleAddresses: "allow" | "refuse";
    domainsWithoutMail: "allow" | "refuse";
    testRecipientsEnabled: boolean | null;
    testRecipients: Array<{
      identifier: string;
      code: string;
      endsAt: string;
    }>;
  };
  /** After how many days each kind of data is deleted. `null`: as late as the installation does, after 90 days for verifications and messages, 400 for events and statistics, 30 for webhook messages and 7 for the request log. */
  retention: {
    verificationDays: number | null;
    messageDays: number | null;
    eventDays: number | null;
    statisticsDays: number | null;
    webhookDays: number | null;
    requestDays: number | null;
  };
  /** Whether to store all claims a provider sends about a social account. */
  keepRawClaims: boolean;
  /** Whether a `test` project may use providers that charge for messages to phones. A `live` project always may. */
  usePaidProviders: boolean;
  /** The request limit of each API key. */
  requestsPerMinute: number;
  /** How operators get into the project's console. `secondFactor`: whether each needs a passkey or an authenticator app. */
  operators: {
    secondFactor: "optional" | "required";
  };
  /** Settings for each vendor API. Anything not set has its default. */
  dialects: {
    corbado: {
      challengeDelivery: "send" | "return";
      challengeLifetimeSeconds: number;
      templates: Array<unknown>;
    };
    kratos: {
      enabled: boolean;
      uiUrl: string | string | null;
      errorUiUrl: string | string | null;
      defaultReturnUrl: string | null;
      afterReturnUrl: string | null;
      allowedReturnUrls: Array<string>;
      use: "code" | "link";
      linkEnabled: boolean;
      flowLifetimeSeconds: number;
      codeLifetimeSeconds: number;
      maxSubmissions: number;
      notifyUnknownRecipients: boolean;
      linkVerifiesOnGet: boolean;
      showMessageBodies: boolean;
      hosts: Array<string>;
      schemas: Array<{
        id: string;
        schema: { [name: string]: unknown };
      }>;
      defaultSchemaId: string;
    };
    logto: {
      socialErrors: "documented" | "server";
      anonymousInteractions: boolean;
      sendLimit: {
        max: number;
        windowSeconds: number;
      };
      testConnectors: boolean;
      signInExperience: {
        verificationCodePolicy: {
          expirationDuration: number;
          maxRetryAttempts: number;
        };
        sentinelPolicy: {
          maxAttempts: number;
          lockoutDuration: number;
        };
        emailBlocklistPolicy: {
          blockDisposableAddresses: boolean;
          blockSubaddressing: boolean;
          customAllowlist: Array<string>;
          customBlocklist: Array<string>;
        };
        captchaPolicy: {
          enabled: boolean;
        };
        signInMode: "SignIn" | "Register" | "SignInAndRegister";
        signUp: {
          identifiers: Array<"email" | "phone" | "username">;
          password: boolean;
          verify: boolean;
          secondaryIdentifiers?: Array<{
            identifier: "email" | "phone" | "username" | "emailOrPhone";
            verify?: boolean;
          }>;
        };
        signIn: {
          methods: Array<{
            identifier: "email" | "phone" | "username";
            password: boolean;
            verificationCode: boolean;
            isPasswordPrimary: boolean;
          }>;
        };
        languageInfo: {
          autoDetect: boolean;
          fallbackLanguage: string;
        };
        forgotPasswordMethods: Array<"EmailVerificationCode" | "PhoneVerificationCode">;
        socialSignIn: {
          automaticAccountLinking?: boolean;
          skipRequiredIdentifiers?: boolean;
        };
      };
      accountCenter: {
        enabled: boolean;
        fields: {
          email: "Off" | "ReadOnly" | "Edit";
          phone: "Off" | "ReadOnly" | "Edit";
          social: "Off" | "ReadOnly" | "Edit";
          password: "Off" | "ReadOnly" | "Edit";
          name: "Off" | "ReadOnly" | "Edit";
          avatar: "Off" | "ReadOnly" | "Edit";
          profile: "Off" | "ReadOnly" | "Edit";
          username: "Off" | "ReadOnly" | "Edit";
          customData: "Off" | "ReadOnly" | "Edit";
          mfa: "Off" | "ReadOnly" | "Edit";
        };
      };
      messageConnectors: Array<{
        id: string;
        type: "Email" | "Sms";
        factoryId: string;
        providerId: string | null;
        config: { [name: string]: unknown };
        templates: Array<{
          usageType: string;
          subject?: string;
          content: string;
          contentType?: "text/html" | "text/plain";
        }>;
      }>;
      emailTemplates: Array<{
        id: string;
        languageTag: string;
        templateType: "SignIn" | "Register" | "ForgotPassword" | "OrganizationInvitation" | "Generic" | "UserPermissionValidation" | "BindNewIdentifier" | "MfaVerification" | "BindMfa";
        details: {
          subject: string;
          content: string;
          contentType?: "text/html" | "text/plain";
          replyTo?: string;
          sendFrom?: string;
        };
        createdAt: number;
      }>;
    };
    transmit: {
      otpLength: number;
      otpLifetimeSeconds: number;
      maxFailures: number;
      lockoutSeconds: number;
      linkLifetimeSeconds: number;
      resendCooldownSeconds: number;
      sendsPerHour: number;
      linkVerifiesOnGet: boolean;
      applications: Array<{
        clientId: string;
        name: string;
      }>;
      foreignIssuers: Array<{
        issuer: string;
        jwksUrl: string;
        audience: string;
        unknownSubject: "create" | "refuse";
      }>;
    };
    twilio: {
      services: Array<{
        sid: string;
        friendlyName: string;
        codeLength: number;
        lookupEnabled: boolean;
        skipSmsToLandlines: boolean;
        dtmfInputRequired: boolean;
        ttsName: string | null;
        psd2Enabled: boolean;
        doNotShareWarningEnabled: boolean;
        customCodeEnabled: boolean;
        defaultTemplateSid: string | null;
        verifyEventSubscriptionEnabled: boolean;
        rateLimits: Array<{
          sid: string;
          uniqueName: string;
          description: string;
          buckets: Array<{
            sid: string;
            max: number;
            interval: number;
            createdAt: number;
            updatedAt: number;
          }>;
          createdAt: number;
          updatedAt: number;
        }>;
        createdAt: number;
        updatedAt: number;
      }>;
      templates: Array<{
        sid: string;
        friendlyName: string;
        channels: Array<"sms" | "call" | "whatsapp">;
        translations: Array<{
          locale: string;
          text: string;
        }>;
      }>;
    };
  };
  /** RFC 3339, UTC. */
  createdAt: string;
  /** Since when it refuses calls. Null: it is in use. */
  archivedAt: string | null;
}

export interface ProvenAccount {
  /** The connector's target. */
  provider: string;
  connectorId: string | null;
  /** Identifies the account together with `subject`. Null: a backend added the account without it. */
  issuer: string | null;
  subject: string;
  name: string | null;
  avatarUrl: string | null;
  /** The address in the provider's profile. It is not a proof. */
  email: string | null;
  /** Whether the provider says it has verified the address. */
  emailVerified: boolean;
  /** All claims the provider sent. Null unless the project's `keepRawClaims` is on. */
  rawClaims: { [name: string]: unknown } | null;
}

export interface ProvenVerification {
  /** A TypeID with the prefix `ver`. */
  id: string;
  status: "pending" | "verified" | "expired" | "locked" | "canceled";
  purpose: string;
  /** The API or page that started it: `native`, `portal`, `console`, or a vendor API such as `kratos`. */
  dialect: string;
  /** Null until the person has entered one on the portal. */
  identifier: {
    type: "email" | "phone";
    value: string;
  } | null;
  /** The email address that was probably meant, such as `jane@gmail.com` for `jane@gmial.com`. Ask the person; the message was sent to the address as given. Null if nothing looks mistyped, and once it is verified. */
  suggestion: string | null;
  channel: "email" | "sms" | "voice" | "whatsapp" | null;
  /** The connector to sign in with. */
  connectorId: string | null;
  /** How it was verified. */
  method: "code" | "link" | "social" | "password" | "approval" | null;
  /** The verified account. Null until then, and for every other method. */
  socialAccount: ProvenAccount | null;
  userId: string | null;
  locale: string;
  attempts: {
    used: number;
    max: number;
  };
  sends: {
    used: number;
    max: number | null;
    /** Seconds until the next resend is allowed. Null if no sends are left. */
    nextInSeconds: number | null;
  };
  /** RFC 3339, UTC. */
  createdAt: string;
  /** RFC 3339, UTC. */
  expiresAt: string;
  /** The time left until `expiresAt`. Use this: client clocks can be wrong. */
  expiresInSeconds: number;
  verifiedAt: string | null;
  canceledAt: string | null;
  cancelReason: "superseded" | "requested" | "denied" | null;
  portalUrl: string;
  returnUrl: string | null;
  metadata: { [name: string]: string };
  /** True if the same caller has just sent the same correct code before. */
  replayed: boolean;
}

export interface Provider {
  /** A TypeID with the prefix `prv`. */
  id: string;
  kind: string;
  name: string;
  channels: Array<"email" | "sms" | "voice" | "whatsapp">;
  /** Lower is tried first, unless the channel has an order of its own. */
  position: number;
  /** Where this provider reports statuses. Null: it reports none. Twilio gets it with every message; in Resend, add it as a webhook. */
  statusCallbackUrl: string | null;
  enabled: boolean;
  /** Whether you pay for each message. Always true for Twilio and Vonage; for an HTTP endpoint, its config decides. The spend cap counts messages to phones on channels that a paid provider carries. */
  paid: boolean;
  /** After three failures in a row, or when it asks for it, a provider is paused and the next one is used. `failing`: the pause is over, but no message has succeeded since. */
  health: {
    state: "ok" | "paused" | "failing";
    pausedUntil: string | null;
    failures: number;
    lastError: string | null;
  };
  /** Without secret members. */
  config: { [name: string]: unknown };
  /** Names of the secret members that are set. */
  secretsSet: Array<string>;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** RFC 3339, UTC. */
  updatedAt: string;
}

export interface ProviderKind {
  kind: string;
  title: string;
  description: string;
  channels: Array<"email" | "sms" | "voice" | "whatsapp">;
  /** JSON Schema (2020-12) of `config`. Secret members are `writeOnly`. */
  schema: { [name: string]: unknown };
}

export interface ProviderOrder {
  providerIds: Array<string>;
}

export interface ProviderTest {
  outcome: "accepted" | "refused" | "unavailable";
  channel: "email" | "sms" | "voice" | "whatsapp";
  /** The provider's reply. */
  explanation: string;
  /** The provider's code, if it gave one. */
  providerCode: string | null;
  /** What the code means, in one sentence. */
  meaning: string | null;
  /** The service that was called. */
  providerName: string;
}

export interface Receipt {
  /** A JWS (compact serialization) with the type `verification-receipt+jwt`. Its claims and how to verify it: docs/receipts.md. */
  receipt: string;
  /** RFC 3339, UTC. */
  expiresAt: string;
}

export interface ReplayedWebhooks {
  /** How many messages are sent again. */
  count: number;
}

export interface ReplayWebhooks {
  /** RFC 3339. */
  from: string;
  /** RFC 3339. Defaults to now. */
  to?: string;
  /** Only messages that have failed for good. */
  onlyFailed?: boolean;
}

export interface Resend {
  /** `email` for email addresses; `sms` (default), `voice` or `whatsapp` for phone numbers. */
  channel?: "email" | "sms" | "voice" | "whatsapp";
  /** The provider to try first, for a message that another one accepted but that never arrived. */
  providerId?: string;
  client?: Client;
  /** Your own limits, counted in addition to the policy's if this call sends a message: at most `max` messages with the same `key` in any `windowSeconds`. */
  limits?: Array<{
    /** What is counted, such as a tenant, a campaign or a form of yours. */
    key: string;
    max: number;
    windowSeconds: number;
  }>;
  /** `commit` answers as soon as the message is recorded. `provider` waits, at most 8 seconds, until a provider has accepted or refused it, and refuses with `recipient_unreachable` what no provider can send. Defaults to the policy's. */
  answerAfter?: "commit" | "provider";
}

export interface RestoreMessageTemplate {
  version: number;
}

export interface RetryDelivery {
  /** The provider to try first. */
  providerId?: string;
}

export interface RotateApiKey {
  /** How long the old key keeps working. 0 ends it immediately. */
  overlapSeconds?: number;
  /** When the key expires. Null or omitted: never. */
  expiresAt?: string | null;
}

export interface RotateWebhookSecret {
  /** How long the old key signs as well. 0 ends it immediately. */
  overlapSeconds?: number;
}

export interface SaveMessageTemplate {
  /** ICU MessageFormat. Parts that are missing, null or empty have our text. HTML is shown as text. */
  texts: MessageTexts;
}

export interface SetDomain {
  host: string;
}

export interface SetLogo {
  /** A PNG, JPEG, WebP or GIF of at most 1 MiB and 16 million pixels, in base64. */
  content: string;
}

export interface SocialAccount {
  /** A TypeID with the prefix `soc`. */
  id: string;
  /** The connector's target. */
  provider: string;
  connectorId: string | null;
  /** Identifies the account together with `subject`. Null: a backend added the account without it. */
  issuer: string | null;
  subject: string;
  name: string | null;
  avatarUrl: string | null;
  /** The address in the provider's profile. It is not a proof. */
  email: string | null;
  /** Whether the provider says it has verified the address. */
  emailVerified: boolean;
  /** All claims the provider sent. Null unless the project's `keepRawClaims` is on. */
  rawClaims: { [name: string]: unknown } | null;
  evidence: "proven" | "asserted";
  verifiedAt: string | null;
  lastVerificationId: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
}

export interface Spending {
  /** What messages on paid channels have cost in the last 24 hours, according to the prices. Null: there is no cap, so nothing is counted. */
  spent: number | null;
  /** `protection.spendPerDay`. */
  cap: number | null;
  currency: "USD";
}

export interface StartVerification {
  email?: string;
  /** E.164 format, or national format with `country`. */
  phone?: string;
  /** ISO 3166-1 alpha-2 country of a national phone number. */
  country?: string;
  /** The connector to sign in with, instead of an email address or phone number. */
  connectorId?: string;
  /** `email` for email addresses; `sms` (default), `voice` or `whatsapp` for phone numbers. */
  channel?: "email" | "sms" | "voice" | "whatsapp";
  client?: Client;
  /** Your own limits, counted in addition to the policy's if this call sends a message: at most `max` messages with the same `key` in any `windowSeconds`. */
  limits?: Array<{
    /** What is counted, such as a tenant, a campaign or a form of yours. */
    key: string;
    max: number;
    windowSeconds: number;
  }>;
  /** `commit` answers as soon as the message is recorded. `provider` waits, at most 8 seconds, until a provider has accepted or refused it, and refuses with `recipient_unreachable` what no provider can send. Defaults to the policy's. */
  answerAfter?: "commit" | "provider";
  /** `confirm` (default), `authenticate`, or a purpose from the project's policies. */
  purpose?: string;
  /** Language of messages and pages (BCP 47 tag). */
  locale?: string;
  /** The user to link the identifier to when it is verified. */
  userId?: string;
  /** Where the portal redirects the browser at the end. Must be one of the project's return URLs. */
  returnUrl?: string;
  /** What the return URL, or the site that embeds the hosted page, gets: the verification's id and the result, or also a signed `receipt` after a success, valid for five minutes. */
  returnResult?: "full" | "receipt";
  /** Required with `returnResult: receipt`, which contains it. Use it once. */
  nonce?: string;
  /** Up to 20 key-value pairs, returned unchanged. */
  metadata?: { [name: string]: string };
  /** A shorter lifetime than the policy's. */
  expiresInSeconds?: number;
}

export interface Statistics {
  /** RFC 3339, UTC. */
  from: string;
  /** RFC 3339, UTC. */
  to: string;
  interval: "hour" | "day";
  total: {
    started: number;
    /** With a message that a provider accepted. */
    sent: number;
    /** As far as providers report it. */
    delivered: number;
    /** With at least one code or link. */
    answered: number;
    verified: number;
    secondsToVerify: {
      median: number | null;
      p95: number | null;
    };
    /** From the request until a provider had accepted the message. */
    secondsToSend: {
      median: number | null;
      p95: number | null;
    };
    /** What the text messages, calls and WhatsApp messages cost by the project's prices, in US dollars: an estimate, because providers bill by their own prices. A verification counts for the provider and country of its last message. */
    cost: number;
  };
  series: Array<{
    /** RFC 3339, UTC. */
    at: string;
    started: number;
    /** With a message that a provider accepted. */
    sent: number;
    /** As far as providers report it. */
    delivered: number;
    /** With at least one code or link. */
    answered: number;
    verified: number;
    secondsToVerify: {
      median: number | null;
      p95: number | null;
    };
    /** From the request until a provider had accepted the message. */
    secondsToSend: {
      median: number | null;
      p95: number | null;
    };
    /** What the text messages, calls and WhatsApp messages cost by the project's prices, in US dollars: an estimate, because providers bill by their own prices. A verification counts for the provider and country of its last message. */
    cost: number;
  }>;
  breakdown: Array<{
    /** Null: unknown or none. */
    value: string | null;
    started: number;
    /** With a message that a provider accepted. */
    sent: number;
    /** As far as providers report it. */
    delivered: number;
    /** With at least one code or link. */
    answered: number;
    verified: number;
    secondsToVerify: {
      median: number | null;
      p95: number | null;
    };
    /** From the request until a provider had accepted the message. */
    secondsToSend: {
      median: number | null;
      p95: number | null;
    };
    /** What the text messages, calls and WhatsApp messages cost by the project's prices, in US dollars: an estimate, because providers bill by their own prices. A verification counts for the provider and country of its last message. */
    cost: number;
  }> | null;
  /** What was refused or failed: `limit/…` by what was counted, `rule/…` by rule, `code/…` answers, `message/…` messages. Filters do not apply. */
  refusals: Array<{
    /** RFC 3339, UTC. */
    at: string;
    reason: string;
    count: number;
  }>;
}

export interface Suppression {
  /** A TypeID with the prefix `sup`. */
  id: string;
  channel: "email" | "sms" | "voice" | "whatsapp";
  /** In lower case. */
  recipient: string;
  /** `bounce`: it cannot receive messages. `complaint`: it marked one as spam. `opt_out`: it replied STOP. `manual`: an operator or a backend added it. */
  reason: "bounce" | "complaint" | "opt_out" | "manual";
  /** The provider's code, or the note of who added it. */
  note: string | null;
  /** The message that was reported. */
  deliveryId: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
}

export interface TestMessageTemplate {
  /** An email address, or a phone number in E.164 format. */
  to: string;
  /** Defaults to `email` for an email address and `sms` for a phone number. */
  channel?: "email" | "sms" | "voice" | "whatsapp";
  /** Texts that need not be saved. Defaults to the saved ones. */
  texts?: MessageTexts;
}

export interface TestProvider {
  /** An email address, or a phone number in E.164 format. */
  to: string;
  /** Defaults to the first channel of the provider that reaches the recipient. */
  channel?: "email" | "sms" | "voice" | "whatsapp";
}

export interface Timeline {
  /** Oldest first. */
  data: Array<TimelineEntry>;
  /** What happened to the code, and what is in its way. Times are in UTC. */
  summary: string;
  /** What a support agent can do next. Null if there is nothing to do. */
  nextStep: string | null;
}

export interface TimelineEntry {
  /** RFC 3339, UTC. */
  at: string;
  /** An event type, `delivery.tried` or `verification.expired`. */
  type: string;
  summary: string;
  actor: Actor;
  requestId: string | null;
  /** Details, depending on the type. Recipients are masked; codes and keys are never included. */
  data: { [name: string]: unknown };
}

export interface UpdateApiKey {
  name?: string;
  /** Addresses and CIDR ranges the key may be used from. Empty: any. */
  allowedIps?: Array<string>;
}

export interface UpdateConnector {
  /** Shown on the sign-in button. */
  name?: string;
  /** Shown next to the name. Null: the kind's own logo. */
  logoUrl?: string | null;
  /** Defaults to true. */
  enabled?: boolean;
  /** Omitted members keep their value; null removes one. */
  config?: { [name: string]: unknown };
}

export interface UpdateProject {
  name?: string;
  branding?: {
    name?: string | null;
    accent?: string | null;
    darkAccent?: string | null;
    radiusPixels?: number | null;
    logoUrl?: string | null;
    supportEmail?: string | null;
  };
  defaultLocale?: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
  returnUrls?: Array<string>;
  embedding?: {
    allowedOrigins?: Array<string>;
  };
  countries?: Array<string> | null;
  policies?: { [name: string]: {
    email?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds?: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
    };
    sms?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds?: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
      fallbacks?: Array<{
        channel: "sms" | "voice" | "whatsapp";
        afterSeconds?: number | null;
      }>;
    };
    voice?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds?: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
      fallbacks?: Array<{
        channel: "sms" | "voice" | "whatsapp";
        afterSeconds?: number | null;
      }>;
    };
    whatsapp?: {
      codeLength?: number;
      maxAttempts?: number;
      lifetimeSeconds?: number;
      resend?: "same" | "rotate";
      cooldownSeconds?: number;
      maxSends?: number;
      sendLimits?: Array<{
        by: "recipient" | "userRecipient" | "network" | "project";
        max: number;
        windowSeconds: number;
      }>;
      guessBudgets?: Array<{
        by: "recipient" | "user";
        wrong: number;
        windowSeconds: number;
        lockSeconds?: number | null;
      }>;
      replaySeconds?: number;
      recipients?: "any" | "known";
      answerAfter?: "commit" | "provider";
      fallbacks?: Array<{
        channel: "sms" | "voice" | "whatsapp";
        afterSeconds?: number | null;
      }>;
    };
  } };
  protection?: {
    mode?: "enforce" | "report";
    reportOnly?: Array<"number_type" | "country_paused" | "prefix_paused" | "prefix_velocity" | "sequential_numbers" | "spend_cap" | "volume_limit" | "disposable_domain" | "role_address" | "domain_without_mail" | "test_recipient">;
    safeList?: Array<string>;
    limits?: Array<{
      by: "recipient" | "family" | "address" | "network" | "device";
      max: number;
      windowSeconds: number;
    }> | null;
    volumeLimits?: Array<{
      channel?: "email" | "sms" | "voice" | "whatsapp" | null;
      max: number;
      windowSeconds: number;
    }>;
    guessLimits?: {
      address: number;
      network: number;
    } | null;
    allowedNumberTypes?: Array<"premium_rate" | "shared_cost" | "toll_free" | "uan" | "personal_number" | "pager" | "voicemail" | "satellite" | "international_network" | "fixed_line">;
    prices?: { [name: string]: {
      sms?: number;
      voice?: number;
      whatsapp?: number;
    } };
    spendPerDay?: number | null;
    challenge?: {
      when?: "never" | "risk" | "always";
      kind?: "proof_of_work" | "hcaptcha" | "turnstile";
      siteKey?: string | null;
      /** The vendor's secret. Encrypted, and never shown again. */
      secret?: string | null;
    };
    disposableDomains?: "allow" | "refuse";
    additionalDisposableDomains?: Array<string>;
    allowedDisposableDomains?: Array<string>;
    roleAddresses?: "allow" | "refuse";
    domainsWithoutMail?: "allow" | "refuse";
    testRecipientsEnabled?: boolean | null;
    testRecipients?: Array<{
      identifier: string;
      code: string;
      endsAt: string;
    }>;
  };
  retention?: {
    verificationDays?: number | null;
    messageDays?: number | null;
    eventDays?: number | null;
    statisticsDays?: number | null;
    webhookDays?: number | null;
    requestDays?: number | null;
  };
  keepRawClaims?: boolean;
  usePaidProviders?: boolean;
  requestsPerMinute?: number;
  operators?: {
    secondFactor?: "optional" | "required";
  };
  dialects?: {
    corbado?: {
      challengeDelivery?: "send" | "return";
      challengeLifetimeSeconds?: number;
      templates?: Array<unknown>;
    };
    kratos?: {
      enabled?: boolean;
      uiUrl?: string | string | null;
      errorUiUrl?: string | string | null;
      defaultReturnUrl?: string | null;
      afterReturnUrl?: string | null;
      allowedReturnUrls?: Array<string>;
      use?: "code" | "link";
      linkEnabled?: boolean;
      flowLifetimeSeconds?: number;
      codeLifetimeSeconds?: number;
      maxSubmissions?: number;
      notifyUnknownRecipients?: boolean;
      linkVerifiesOnGet?: boolean;
      showMessageBodies?: boolean;
      hosts?: Array<string>;
      schemas?: Array<{
        id: string;
        schema: { [name: string]: unknown };
      }>;
      defaultSchemaId?: string;
    };
    logto?: {
      socialErrors?: "documented" | "server";
      anonymousInteractions?: boolean;
      sendLimit?: {
        max?: number;
        windowSeconds?: number;
      };
      testConnectors?: boolean;
      signInExperience?: {
        verificationCodePolicy?: {
          expirationDuration?: number;
          maxRetryAttempts?: number;
        };
        sentinelPolicy?: {
          maxAttempts?: number;
          lockoutDuration?: number;
        };
        emailBlocklistPolicy?: {
          blockDisposableAddresses?: boolean;
          blockSubaddressing?: boolean;
          customAllowlist?: Array<string>;
          customBlocklist?: Array<string>;
        };
        captchaPolicy?: {
          enabled?: boolean;
        };
        signInMode?: "SignIn" | "Register" | "SignInAndRegister";
        signUp?: {
          identifiers?: Array<"email" | "phone" | "username">;
          password?: boolean;
          verify?: boolean;
          secondaryIdentifiers?: Array<{
            identifier: "email" | "phone" | "username" | "emailOrPhone";
            verify?: boolean;
          }>;
        };
        signIn?: {
          methods?: Array<{
            identifier: "email" | "phone" | "username";
            password: boolean;
            verificationCode: boolean;
            isPasswordPrimary: boolean;
          }>;
        };
        languageInfo?: {
          autoDetect?: boolean;
          fallbackLanguage?: string;
        };
        forgotPasswordMethods?: Array<"EmailVerificationCode" | "PhoneVerificationCode">;
        socialSignIn?: {
          automaticAccountLinking?: boolean;
          skipRequiredIdentifiers?: boolean;
        };
      };
      accountCenter?: {
        enabled?: boolean;
        fields?: {
          email?: "Off" | "ReadOnly" | "Edit";
          phone?: "Off" | "ReadOnly" | "Edit";
          social?: "Off" | "ReadOnly" | "Edit";
          password?: "Off" | "ReadOnly" | "Edit";
          name?: "Off" | "ReadOnly" | "Edit";
          avatar?: "Off" | "ReadOnly" | "Edit";
          profile?: "Off" | "ReadOnly" | "Edit";
          username?: "Off" | "ReadOnly" | "Edit";
          customData?: "Off" | "ReadOnly" | "Edit";
          mfa?: "Off" | "ReadOnly" | "Edit";
        };
      };
      messageConnectors?: Array<{
        id: string;
        type: "Email" | "Sms";
        factoryId: string;
        providerId: string | null;
        config: { [name: string]: unknown };
        templates: Array<{
          usageType: string;
          subject?: string;
          content: string;
          contentType?: "text/html" | "text/plain";
        }>;
      }>;
      emailTemplates?: Array<{
        id: string;
        languageTag: string;
        templateType: "SignIn" | "Register" | "ForgotPassword" | "OrganizationInvitation" | "Generic" | "UserPermissionValidation" | "BindNewIdentifier" | "MfaVerification" | "BindMfa";
        details: {
          subject: string;
          content: string;
          contentType?: "text/html" | "text/plain";
          replyTo?: string;
          sendFrom?: string;
        };
        createdAt: number;
      }>;
    };
    transmit?: {
      otpLength?: number;
      otpLifetimeSeconds?: number;
      maxFailures?: number;
      lockoutSeconds?: number;
      linkLifetimeSeconds?: number;
      resendCooldownSeconds?: number;
      sendsPerHour?: number;
      linkVerifiesOnGet?: boolean;
      applications?: Array<{
        clientId: string;
        name: string;
      }>;
      foreignIssuers?: Array<{
        issuer: string;
        jwksUrl: string;
        audience: string;
        unknownSubject?: "create" | "refuse";
      }>;
    };
    twilio?: {
      services?: Array<{
        sid: string;
        friendlyName: string;
        codeLength?: number;
        lookupEnabled?: boolean;
        skipSmsToLandlines?: boolean;
        dtmfInputRequired?: boolean;
        ttsName?: string | null;
        psd2Enabled?: boolean;
        doNotShareWarningEnabled?: boolean;
        customCodeEnabled?: boolean;
        defaultTemplateSid?: string | null;
        verifyEventSubscriptionEnabled?: boolean;
        rateLimits?: Array<{
          sid: string;
          uniqueName: string;
          description: string;
          buckets: Array<{
            sid: string;
            max: number;
            interval: number;
            createdAt: number;
            updatedAt: number;
          }>;
          createdAt: number;
          updatedAt: number;
        }>;
        createdAt: number;
        updatedAt: number;
      }>;
      templates?: Array<{
        sid: string;
        friendlyName: string;
        channels: Array<"sms" | "call" | "whatsapp">;
        translations: Array<{
          locale: string;
          text: string;
        }>;
      }>;
    };
  };
}

export interface UpdateProvider {
  name?: string;
  /** The channels to use, out of those the kind supports. Defaults to all for which the config has everything, such as a sender. */
  channels?: Array<"email" | "sms" | "voice" | "whatsapp">;
  /** Lower is tried first. Defaults to last. The inbox is used only for channels no other provider supports. */
  position?: number;
  /** Defaults to true. */
  enabled?: boolean;
  /** Sets the project's `countries`: codes, `suggested` for a set with little fraud, or null for all countries. Required for the project's first paid provider that reaches phones, unless the project has a list. */
  countries?: Array<string> | "suggested" | null;
  /** Omitted members keep their value; null removes one. */
  config?: { [name: string]: unknown };
}

export interface UpdateUser {
  name?: string | null;
  /** Your own id for this person. Unique in the project. */
  externalId?: string | null;
}

export interface UpdateWebhookEndpoint {
  /** https, on the public internet. Private addresses only if the installation's `PRIVATE_WEBHOOK_TARGETS` allows them. */
  url?: string;
  description?: string;
  /** What it gets. Null or omitted: everything, including types of later versions. */
  types?: Array<"verification.started" | "verification.sent" | "verification.attempted" | "verification.verified" | "verification.failed" | "verification.expired" | "verification.canceled" | "delivery.accepted" | "delivery.undeliverable" | "delivery.skipped" | "delivery.retried" | "delivery.sent" | "delivery.delivered" | "delivery.failed" | "delivery.bounced" | "delivery.complained" | "identifier.verified" | "identifier.removed" | "user.created" | "user.updated" | "user.deleted" | "user.token_issued" | "social_account.linked" | "social_account.unlinked" | "suppression.created" | "protection.objected" | "protection.limit_reached" | "protection.guessing_detected" | "protection.spending_warned" | "protection.prefix_paused" | "protection.prefix_reopened"> | null;
  /** `thin`: ids only, to look the rest up. `full` (default): the event's data and the verification as well. Never a code or token. */
  payload?: "thin" | "full";
  /** Enabling it sends what happens from then on, and what was still waiting. What happened in between can be replayed. */
  enabled?: boolean;
}

export interface User {
  /** A TypeID with the prefix `usr`. */
  id: string;
  externalId: string | null;
  name: string | null;
  /** Oldest first. */
  identifiers: Array<Identifier>;
  /** Oldest first. */
  socialAccounts: Array<SocialAccount>;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** When `name` or `externalId` last changed. RFC 3339, UTC. */
  updatedAt: string;
}

export interface UserToken {
  /** A TypeID with the prefix `usr`. */
  userId: string;
  /** A JWT (RFC 9068). Verify it with the keys at `/oidc/jwks`. Null in a response replayed for an `Idempotency-Key`. */
  accessToken: string | null;
  tokenType: "Bearer";
  audience: string;
  scope: string | null;
  expiresInSeconds: number;
}

export interface Verification {
  /** A TypeID with the prefix `ver`. */
  id: string;
  status: "pending" | "verified" | "expired" | "locked" | "canceled";
  purpose: string;
  /** The API or page that started it: `native`, `portal`, `console`, or a vendor API such as `kratos`. */
  dialect: string;
  /** Null until the person has entered one on the portal. */
  identifier: {
    type: "email" | "phone";
    value: string;
  } | null;
  /** The email address that was probably meant, such as `jane@gmail.com` for `jane@gmial.com`. Ask the person; the message was sent to the address as given. Null if nothing looks mistyped, and once it is verified. */
  suggestion: string | null;
  channel: "email" | "sms" | "voice" | "whatsapp" | null;
  /** The connector to sign in with. */
  connectorId: string | null;
  /** How it was verified. */
  method: "code" | "link" | "social" | "password" | "approval" | null;
  /** The verified account. Null until then, and for every other method. */
  socialAccount: ProvenAccount | null;
  userId: string | null;
  locale: string;
  attempts: {
    used: number;
    max: number;
  };
  sends: {
    used: number;
    max: number | null;
    /** Seconds until the next resend is allowed. Null if no sends are left. */
    nextInSeconds: number | null;
  };
  /** RFC 3339, UTC. */
  createdAt: string;
  /** RFC 3339, UTC. */
  expiresAt: string;
  /** The time left until `expiresAt`. Use this: client clocks can be wrong. */
  expiresInSeconds: number;
  verifiedAt: string | null;
  canceledAt: string | null;
  cancelReason: "superseded" | "requested" | "denied" | null;
  portalUrl: string;
  returnUrl: string | null;
  metadata: { [name: string]: string };
}

export interface WebhookDeliveryAcceptedV1 {
  type: "delivery.accepted";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliveryBouncedV1 {
  type: "delivery.bounced";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliveryComplainedV1 {
  type: "delivery.complained";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliveryDeliveredV1 {
  type: "delivery.delivered";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliveryFailedV1 {
  type: "delivery.failed";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliveryRetriedV1 {
  type: "delivery.retried";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliverySentV1 {
  type: "delivery.sent";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliverySkippedV1 {
  type: "delivery.skipped";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookDeliveryUndeliverableV1 {
  type: "delivery.undeliverable";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookIdentifierRemovedV1 {
  type: "identifier.removed";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookIdentifierVerifiedV1 {
  type: "identifier.verified";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookProtectionGuessingDetectedV1 {
  type: "protection.guessing_detected";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookDataProtectionGuessingDetectedV1;
}

export interface WebhookProtectionLimitReachedV1 {
  type: "protection.limit_reached";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookDataProtectionLimitReachedV1;
}

export interface WebhookProtectionObjectedV1 {
  type: "protection.objected";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookDataProtectionObjectedV1;
}

export interface WebhookProtectionPrefixPausedV1 {
  type: "protection.prefix_paused";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookDataProtectionPrefixPausedV1;
}

export interface WebhookProtectionPrefixReopenedV1 {
  type: "protection.prefix_reopened";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookDataProtectionPrefixReopenedV1;
}

export interface WebhookProtectionSpendingWarnedV1 {
  type: "protection.spending_warned";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookDataProtectionSpendingWarnedV1;
}

export interface WebhookSocialAccountLinkedV1 {
  type: "social_account.linked";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookSocialAccountUnlinkedV1 {
  type: "social_account.unlinked";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookSuppressionCreatedV1 {
  type: "suppression.created";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookUserCreatedV1 {
  type: "user.created";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookUserDeletedV1 {
  type: "user.deleted";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookUserTokenIssuedV1 {
  type: "user.token_issued";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookUserUpdatedV1 {
  type: "user.updated";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationAttemptedV1 {
  type: "verification.attempted";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationCanceledV1 {
  type: "verification.canceled";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationExpiredV1 {
  type: "verification.expired";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationFailedV1 {
  type: "verification.failed";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationSentV1 {
  type: "verification.sent";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationStartedV1 {
  type: "verification.started";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookVerificationVerifiedV1 {
  type: "verification.verified";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookWebhookTestV1 {
  type: "webhook.test";
  /** The version of this schema. */
  version: 1;
  /** When it happened. RFC 3339, UTC. */
  timestamp: string;
  /** Counts the endpoint's messages from 1 without a gap. They can arrive in another order: sort by this number. */
  sequence: number;
  /** A TypeID with the prefix `prj`. */
  projectId: string;
  data: WebhookData;
}

export interface WebhookData {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  /** The event's data, by type. Recipients are masked. Only in a full payload. Codes and tokens are never included. */
  details?: { [name: string]: unknown };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookDataProtectionGuessingDetectedV1 {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  details?: {
    level: "elevated" | "high";
    wrong: number;
    correct: number;
    /** In how many minutes the codes were entered. */
    minutes: number;
    /** How many digits new codes have at least. */
    digits: number;
    [member: string]: unknown;
  };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookDataProtectionLimitReachedV1 {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  details?: {
    /** What is counted, such as `recipient`, `network` or `caller`. */
    by: string;
    key: string;
    max: number;
    windowSeconds: number;
    /** The API or page of the call. */
    dialect: string;
    [member: string]: unknown;
  };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookDataProtectionObjectedV1 {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  details?: {
    rule: "number_type" | "country_paused" | "prefix_paused" | "prefix_velocity" | "sequential_numbers" | "spend_cap" | "volume_limit" | "disposable_domain" | "role_address" | "domain_without_mail" | "test_recipient";
    /** What the rule looked at: a prefix, a domain, a channel. */
    key: string;
    explanation: string;
    /** What was compared. */
    numbers?: { [name: string]: number };
    outcome: "refused" | "hidden" | "reported";
    recipient: string;
    /** The API or page of the call. */
    dialect: string;
    [member: string]: unknown;
  };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookDataProtectionPrefixPausedV1 {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  details?: {
    /** The first digits of numbers, a country's code, or `unfamiliar`. */
    prefix: string;
    kind: "block" | "country" | "unfamiliar" | "range";
    /** ISO 3166-1 alpha-2. */
    country: string | null;
    reason: "conversion" | "sequence" | "manual";
    sent?: number;
    verified?: number;
    /** Different numbers of a sequence. */
    numbers?: number;
    /** Missing if a person or backend paused it. */
    until?: string;
    [member: string]: unknown;
  };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookDataProtectionPrefixReopenedV1 {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  details?: {
    /** The first digits of numbers, a country's code, or `unfamiliar`. */
    prefix: string;
    kind: "block" | "country" | "unfamiliar" | "range";
    /** ISO 3166-1 alpha-2. */
    country: string | null;
    [member: string]: unknown;
  };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookDataProtectionSpendingWarnedV1 {
  /** The event in the audit trail. Null in a test. */
  eventId: string | null;
  verificationId: string | null;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  /** A TypeID with the prefix `idn`. */
  identifierId?: string;
  /** A TypeID with the prefix `dlv`. */
  deliveryId?: string;
  /** A TypeID with the prefix `con`. */
  connectorId?: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId?: string;
  /** Who did it. Only in a full payload. */
  actor?: Actor;
  details?: {
    /** US dollars in the last 24 hours. */
    spent: number;
    cap: number;
    [member: string]: unknown;
  };
  /** The verification as it was when the message was first sent, which can be later than the event. Null if it concerns none. Only in a full payload. */
  verification?: Verification | null;
}

export interface WebhookEndpoint {
  /** A TypeID with the prefix `whe`. */
  id: string;
  url: string;
  description: string;
  /** Null: everything. */
  types: Array<string> | null;
  payload: "thin" | "full";
  /** `standard`, or a vendor's name for that vendor's body and signature. */
  format: string;
  signature: "hmac" | "ed25519";
  /** `whpk_` and base64. Null for a shared secret. */
  publicKey: string | null;
  enabled: boolean;
  /** `gone`: it responded with 410. `failing`: nothing arrived for three days. */
  disabledReason: "operator" | "gone" | "failing" | null;
  disabledAt: string | null;
  /** The first failure since a message arrived. RFC 3339, UTC. */
  failingSince: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** RFC 3339, UTC. */
  updatedAt: string;
}

export interface WebhookMessage {
  /** The `webhook-id` of its requests. */
  id: string;
  /** A TypeID with the prefix `whe`. */
  endpointId: string;
  type: string;
  sequence: number;
  eventId: string | null;
  /** Null: it waits for its next attempt. `failed`: it was given up after three days. `skipped`: its format has no such message. */
  outcome: "delivered" | "failed" | "skipped" | null;
  attempts: number;
  nextAttemptAt: string | null;
  finishedAt: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
}

export interface WebhookMessageDetails {
  /** The `webhook-id` of its requests. */
  id: string;
  /** A TypeID with the prefix `whe`. */
  endpointId: string;
  type: string;
  sequence: number;
  eventId: string | null;
  /** Null: it waits for its next attempt. `failed`: it was given up after three days. `skipped`: its format has no such message. */
  outcome: "delivered" | "failed" | "skipped" | null;
  attempts: number;
  nextAttemptAt: string | null;
  finishedAt: string | null;
  /** RFC 3339, UTC. */
  createdAt: string;
  /** The body, as it is sent. Null before the first attempt. */
  body: string | null;
  requests: Array<{
    number: number;
    url: string;
    /** RFC 3339, UTC. */
    startedAt: string;
    durationMs: number;
    /** Null: there was no response. */
    status: number | null;
    /** The first 16 KiB of the response's body. */
    response: string | null;
    /** Why it does not count as delivered. */
    explanation: string | null;
  }>;
}

/** Why a request was refused (RFC 9457). Some codes have more members; see the page of the code. */
export interface Problem {
  /** The URL of the code's documentation page. */
  type: string;
  /** The same for every occurrence of the code. */
  title: string;
  status: number;
  /** One sentence about this occurrence. */
  detail: string;
  /** The request path. */
  instance: string;
  /** Use this to tell errors apart. */
  code: string;
  /** Identifies the request in logs and events. */
  requestId: string;
  [member: string]: unknown;
}

/** The body of a webhook. */
export type WebhookEvent =
  | WebhookVerificationStartedV1
  | WebhookVerificationSentV1
  | WebhookVerificationAttemptedV1
  | WebhookVerificationVerifiedV1
  | WebhookVerificationFailedV1
  | WebhookVerificationExpiredV1
  | WebhookVerificationCanceledV1
  | WebhookDeliveryAcceptedV1
  | WebhookDeliveryUndeliverableV1
  | WebhookDeliverySkippedV1
  | WebhookDeliveryRetriedV1
  | WebhookDeliverySentV1
  | WebhookDeliveryDeliveredV1
  | WebhookDeliveryFailedV1
  | WebhookDeliveryBouncedV1
  | WebhookDeliveryComplainedV1
  | WebhookIdentifierVerifiedV1
  | WebhookIdentifierRemovedV1
  | WebhookUserCreatedV1
  | WebhookUserUpdatedV1
  | WebhookUserDeletedV1
  | WebhookUserTokenIssuedV1
  | WebhookSocialAccountLinkedV1
  | WebhookSocialAccountUnlinkedV1
  | WebhookSuppressionCreatedV1
  | WebhookProtectionObjectedV1
  | WebhookProtectionLimitReachedV1
  | WebhookProtectionGuessingDetectedV1
  | WebhookProtectionSpendingWarnedV1
  | WebhookProtectionPrefixPausedV1
  | WebhookProtectionPrefixReopenedV1
  | WebhookWebhookTestV1;

/** Why a call can be refused. */
export type ProblemCode =
  | "address_not_allowed"
  | "already_verified"
  | "api_key_not_found"
  | "attempts_exhausted"
  | "audience_unknown"
  | "authorization_denied"
  | "authorization_expired"
  | "authorization_not_found"
  | "authorization_of_other_browser"
  | "authorization_used"
  | "authorizations_exhausted"
  | "body_too_large"
  | "channel_not_configured"
  | "channel_not_supported"
  | "code_mismatch"
  | "connector_config_invalid"
  | "connector_disabled"
  | "connector_fixed"
  | "connector_kind_unknown"
  | "connector_not_found"
  | "connector_target_taken"
  | "content_encoding_unsupported"
  | "copied_project_not_found"
  | "countries_required"
  | "country_not_allowed"
  | "delivery_not_cancelable"
  | "delivery_not_found"
  | "delivery_not_retryable"
  | "domain_is_ours"
  | "domain_not_set"
  | "domain_taken"
  | "email_invalid"
  | "event_not_found"
  | "expiry_in_past"
  | "external_id_taken"
  | "guess_budget_exhausted"
  | "idempotency_in_flight"
  | "idempotency_key_invalid"
  | "idempotency_key_reused"
  | "identifier_exists"
  | "identifier_fixed"
  | "identifier_mismatch"
  | "identifier_not_found"
  | "identifier_taken"
  | "insufficient_scope"
  | "internal_error"
  | "lifetime_out_of_bounds"
  | "logo_unreadable"
  | "media_type_unsupported"
  | "message_template_version_not_found"
  | "not_found"
  | "nothing_to_resend"
  | "operator_not_found"
  | "phone_invalid"
  | "prefix_already_paused"
  | "prefix_invalid"
  | "prefix_not_paused"
  | "project_archived"
  | "project_not_found"
  | "provider_answer_invalid"
  | "provider_channel_unsupported"
  | "provider_config_invalid"
  | "provider_kind_unknown"
  | "provider_not_found"
  | "provider_order_invalid"
  | "provider_refused"
  | "provider_unavailable"
  | "purpose_unknown"
  | "quota_exceeded"
  | "recipient_suppressed"
  | "recipient_unreachable"
  | "redirect_uri_not_allowed"
  | "request_invalid"
  | "resend_too_soon"
  | "return_url_not_allowed"
  | "scope_not_held"
  | "send_blocked"
  | "send_limit_reached"
  | "sends_exhausted"
  | "social_account_exists"
  | "social_account_not_found"
  | "social_account_taken"
  | "suppression_exists"
  | "suppression_not_found"
  | "unauthorized"
  | "unavailable"
  | "user_not_found"
  | "verification_canceled"
  | "verification_expired"
  | "verification_not_found"
  | "verification_not_pending"
  | "verification_not_verified"
  | "webhook_endpoint_disabled"
  | "webhook_endpoint_not_found"
  | "webhook_endpoints_exhausted"
  | "webhook_message_not_found"
  | "webhook_url_forbidden";

/**
 * Start a verification.
 *
 * Sends a code and a link to an email address, or a code to a phone number. Without an identifier nothing is sent: redirect the person to `portalUrl`, where they enter one. The response comes once the message is committed to the outbox, before any provider is called. A pending verification with the same purpose, identifier and user is canceled as superseded.
 *
 * Needs the scope `verifications:write`.
 */
export const startVerification: Operation<StartVerification, Verification> = /* @__PURE__ */ operation("POST", "/api/v1/verifications", "by key");

/**
 * List verifications.
 *
 * Needs the scope `verifications:read`.
 */
export const listVerifications: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  status?: "pending" | "verified" | "expired" | "locked" | "canceled";
  email?: string;
  /** E.164. */
  phone?: string;
  /** A TypeID with the prefix `usr`. */
  userId?: string;
  purpose?: string;
  /** RFC 3339. */
  createdAfter?: string;
  /** RFC 3339. */
  createdBefore?: string;
}, {
  data: Array<Verification>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/verifications");

/**
 * Get a verification.
 *
 * With `waitSeconds` the response comes as soon as the status is another than `ifStatus` or cannot change any more (verified, canceled or expired), or when the time is up. It can come earlier, when the server restarts or thousands are waiting, so look at the status.
 *
 * Needs the scope `verifications:read`.
 */
export const getVerification: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
  /** How long to wait for another status (long polling). Set your client's timeout a few seconds higher. */
  waitSeconds?: number;
  /** The status that you know. The response comes at once if it is another one. */
  ifStatus?: "pending" | "verified" | "expired" | "locked" | "canceled";
}, Verification> = /* @__PURE__ */ operation("GET", "/api/v1/verifications/{id}");

/**
 * Check a code.
 *
 * 200 means verified. Each call with a code uses one attempt, which is counted before the code is compared. If the same API key sends the same correct code again within a few seconds, it gets the same response with `replayed: true`.
 *
 * Needs the scope `verifications:write`.
 */
export const checkCode: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
} & CheckCode, ProvenVerification> = /* @__PURE__ */ operation("POST", "/api/v1/verifications/{id}/attempts", "never");

/**
 * Start an authorization request.
 *
 * For clients that handle the redirect themselves. Redirect the browser to `authorizationUrl`, and post the query parameters it comes back with to `/authorization/result`. Compare `state` with the one you sent, to make sure it is the same browser. If you have no redirect of your own, use `portalUrl`. Each call creates a new authorization request and invalidates no other; each can be used once. Not available for a verification that was started with an address.
 *
 * Needs the scope `verifications:write`.
 */
export const beginAuthorization: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
} & BeginAuthorization, Authorization> = /* @__PURE__ */ operation("POST", "/api/v1/verifications/{id}/authorization", "never");

/**
 * Finish an authorization request.
 *
 * 200 means verified; `socialAccount` is the account. The authorization request is used up whatever the outcome. After a failure the verification is still pending, and you can start another request.
 *
 * Needs the scope `verifications:write`.
 */
export const finishAuthorization: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
} & FinishAuthorization, Verification> = /* @__PURE__ */ operation("POST", "/api/v1/verifications/{id}/authorization/result", "never");

/**
 * Cancel a verification.
 *
 * Ends the verification without a proof. Safe to repeat.
 *
 * Needs the scope `verifications:write`.
 */
export const cancelVerification: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
}, Verification> = /* @__PURE__ */ operation("POST", "/api/v1/verifications/{id}/cancellation", "never");


/**
 * Get a verification's receipt.
 *
 * A signed statement that the verification succeeded. Anybody can verify it with the keys at `/oidc/jwks`, also after the verification was deleted. It is valid for 400 days. Each call makes a new one.
 *
 * Needs the scope `verifications:read`.
 */
export const getVerificationReceipt: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
  /** `hash` replaces the email address, phone number or account by a salted hash: `identifier.hash` is the HMAC-SHA-256 of it under the key `identifier.salt`. */
  identifier?: "plain" | "hash";
  /** Your own value. The receipt contains it. */
  nonce?: string;
}, Receipt> = /* @__PURE__ */ operation("GET", "/api/v1/verifications/{id}/receipt");

/**
 * Resend the message.
 *
 * Sends the same code again, or a new one if the policy rotates codes. The attempts used stay as they are.
 *
 * Needs the scope `verifications:write`.
 */
export const resendVerification: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
} & Resend, Verification> = /* @__PURE__ */ operation("POST", "/api/v1/verifications/{id}/resends", "by key");

/**
 * Get a verification's timeline.
 *
 * Every event and delivery try in order, each as a sentence, and what to do next. Written for support agents. Never contains a code.
 *
 * Needs the scope `verifications:read`.
 */
export const getVerificationTimeline: Operation<{
  /** A TypeID with the prefix `ver`. */
  id: string;
}, Timeline> = /* @__PURE__ */ operation("GET", "/api/v1/verifications/{id}/timeline");

/**
 * Erase a person.
 *
 * Deletes the user with identifiers and social accounts, and removes the person’s data from verifications, messages, events and webhooks. Pending verifications are canceled. What happened and when is kept, and suppressions are kept as hashes. This cannot be undone.
 *
 * Needs the scope `users:write`.
 */
export const erasePerson: Operation<Person, Erasure> = /* @__PURE__ */ operation("POST", "/api/v1/people/erasures", "never");

/**
 * Export a person.
 *
 * Everything that is stored about a user, an address or a number, for a request under a privacy law. Recorded as an event.
 *
 * Needs the scope `users:read`.
 */
export const exportPerson: Operation<Person, PersonExport> = /* @__PURE__ */ operation("POST", "/api/v1/people/exports", "never");

/**
 * Create a user.
 *
 * With or without identifiers. If one identifier is refused, nothing is created. Several users can have the same unverified identifier, but only one user in a project can have it verified.
 *
 * Needs the scope `users:write`.
 */
export const createUser: Operation<CreateUser, User> = /* @__PURE__ */ operation("POST", "/api/v1/users", "by key");

/**
 * List users.
 *
 * Needs the scope `users:read`.
 */
export const listUsers: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  externalId?: string;
  /** Finds the user with this address, verified or not. */
  email?: string;
  /** E.164. */
  phone?: string;
}, {
  data: Array<User>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/users");

/**
 * Get a user.
 *
 * Needs the scope `users:read`.
 */
export const getUser: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
}, User> = /* @__PURE__ */ operation("GET", "/api/v1/users/{id}");

/**
 * Update a user.
 *
 * Omitted members keep their value; null clears one. To change identifiers, use their own endpoints.
 *
 * Needs the scope `users:write`.
 */
export const updateUser: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
} & UpdateUser, User> = /* @__PURE__ */ operation("PATCH", "/api/v1/users/{id}");

/**
 * Delete a user.
 *
 * Deletes the user with all identifiers and returns it. Its verifications stay until retention deletes them.
 *
 * Needs the scope `users:write`.
 */
export const deleteUser: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
}, User> = /* @__PURE__ */ operation("DELETE", "/api/v1/users/{id}");

/**
 * Add an identifier.
 *
 * The first identifier of a type becomes primary. An unverified identifier can belong to several users; with `verified: true`, no other user can have it verified.
 *
 * Needs the scope `users:write`.
 */
export const addIdentifier: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
} & AddIdentifier, Identifier> = /* @__PURE__ */ operation("POST", "/api/v1/users/{id}/identifiers", "by key");

/**
 * List a user's identifiers.
 *
 * Needs the scope `users:read`.
 */
export const listIdentifiers: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}, {
  data: Array<Identifier>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/users/{id}/identifiers");

/**
 * Get an identifier.
 *
 * Needs the scope `users:read`.
 */
export const getIdentifier: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** A TypeID with the prefix `idn`. */
  identifierId: string;
}, Identifier> = /* @__PURE__ */ operation("GET", "/api/v1/users/{id}/identifiers/{identifierId}");

/**
 * Remove an identifier.
 *
 * Returns the removed identifier. If it was primary, the oldest verified identifier of its type becomes primary, or else the oldest.
 *
 * Needs the scope `users:write`.
 */
export const removeIdentifier: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** A TypeID with the prefix `idn`. */
  identifierId: string;
}, Identifier> = /* @__PURE__ */ operation("DELETE", "/api/v1/users/{id}/identifiers/{identifierId}");

/**
 * Make an identifier primary.
 *
 * Replaces the current primary identifier of its type. Safe to repeat.
 *
 * Needs the scope `users:write`.
 */
export const makeIdentifierPrimary: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** A TypeID with the prefix `idn`. */
  identifierId: string;
}, Identifier> = /* @__PURE__ */ operation("POST", "/api/v1/users/{id}/identifiers/{identifierId}/primary", "never");

/**
 * Link a social account.
 *
 * Adds an account on your word, with the evidence `asserted`. To have it proven, start a verification with `connectorId` and `userId`. An account can be linked to only one user in a project.
 *
 * Needs the scope `users:write`.
 */
export const addSocialAccount: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
} & AddSocialAccount, SocialAccount> = /* @__PURE__ */ operation("POST", "/api/v1/users/{id}/social-accounts", "by key");

/**
 * List a user's social accounts.
 *
 * Needs the scope `users:read`.
 */
export const listSocialAccounts: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}, {
  data: Array<SocialAccount>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/users/{id}/social-accounts");

/**
 * Get a social account.
 *
 * Needs the scope `users:read`.
 */
export const getSocialAccount: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId: string;
}, SocialAccount> = /* @__PURE__ */ operation("GET", "/api/v1/users/{id}/social-accounts/{socialAccountId}");

/**
 * Unlink a social account.
 *
 * Returns the removed account. The verification that proved it stays on record.
 *
 * Needs the scope `users:write`.
 */
export const removeSocialAccount: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
  /** A TypeID with the prefix `soc`. */
  socialAccountId: string;
}, SocialAccount> = /* @__PURE__ */ operation("DELETE", "/api/v1/users/{id}/social-accounts/{socialAccountId}");

/**
 * Create a user access token.
 *
 * For vendor APIs that act for a signed-in user. Create one only when your backend has authenticated this user. The token stops working when the API key is deleted. The native API does not accept user tokens.
 *
 * Needs the scope `users:write`.
 */
export const issueUserToken: Operation<{
  /** A TypeID with the prefix `usr`. */
  id: string;
} & IssueUserToken, UserToken> = /* @__PURE__ */ operation("POST", "/api/v1/users/{id}/tokens", "by key");

/**
 * List inbox messages.
 *
 * Messages in the built-in inbox, newest first, with codes and links. With `waitSeconds` the response comes as soon as there is a message, or is an empty list when the time is up. Reading is recorded as an event.
 *
 * Needs the scope `inbox:read`.
 */
export const listInboxMessages: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** An email address or phone number, case-insensitive. */
  to?: string;
  /** Only messages created after this date: pass the `createdAt` of the last one you read. */
  after?: string;
  /** How long to wait for a message if there is none yet (long polling). */
  waitSeconds?: number;
}, {
  data: Array<InboxMessage>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/inbox/messages");

/**
 * List deliveries.
 *
 * Needs the scope `verifications:read`.
 */
export const listDeliveries: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** A TypeID with the prefix `ver`. */
  verificationId?: string;
  email?: string;
  /** E.164. */
  phone?: string;
  /** `pending`: waiting in the outbox. */
  outcome?: "pending" | "accepted" | "undeliverable" | "skipped";
  /** What the provider reported. */
  status?: "sent" | "delivered" | "failed" | "bounced" | "complained";
  channel?: "email" | "sms" | "voice" | "whatsapp";
  /** The provider of the last try. */
  providerId?: string;
}, {
  data: Array<Delivery>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/deliveries");

/**
 * Get a delivery.
 *
 * Includes every try with the provider's reply.
 *
 * Needs the scope `verifications:read`.
 */
export const getDelivery: Operation<{
  /** A TypeID with the prefix `dlv`. */
  id: string;
}, Delivery> = /* @__PURE__ */ operation("GET", "/api/v1/deliveries/{id}");

/**
 * Cancel a delivery.
 *
 * Cancels one waiting message, such as a fallback. The verification and its other messages are not affected.
 *
 * Needs the scope `verifications:write`.
 */
export const cancelDelivery: Operation<{
  /** A TypeID with the prefix `dlv`. */
  id: string;
}, Delivery> = /* @__PURE__ */ operation("POST", "/api/v1/deliveries/{id}/cancellation", "never");

/**
 * Retry a delivery.
 *
 * Puts a failed or waiting delivery back into the outbox. If its code has expired, it becomes `undeliverable` again.
 *
 * Needs the scope `verifications:write`.
 */
export const retryDelivery: Operation<{
  /** A TypeID with the prefix `dlv`. */
  id: string;
} & RetryDelivery, Delivery> = /* @__PURE__ */ operation("POST", "/api/v1/deliveries/{id}/retries", "by key");

/**
 * Suppress a recipient.
 *
 * The project sends it no more messages on the channel. Bounces, spam complaints and STOP replies suppress recipients automatically.
 *
 * Needs the scope `verifications:write`.
 */
export const createSuppression: Operation<CreateSuppression, Suppression> = /* @__PURE__ */ operation("POST", "/api/v1/suppressions", "by key");

/**
 * List suppressions.
 *
 * Recipients that the project sends no messages to, newest first.
 *
 * Needs the scope `verifications:read`.
 */
export const listSuppressions: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Part of an address or number. */
  search?: string;
  channel?: "email" | "sms" | "voice" | "whatsapp";
}, {
  data: Array<Suppression>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/suppressions");

/**
 * Get a suppression.
 *
 * Needs the scope `verifications:read`.
 */
export const getSuppression: Operation<{
  /** A TypeID with the prefix `sup`. */
  id: string;
}, Suppression> = /* @__PURE__ */ operation("GET", "/api/v1/suppressions/{id}");

/**
 * Delete a suppression.
 *
 * Lets the recipient get messages again. Returns the deleted suppression.
 *
 * Needs the scope `verifications:write`.
 */
export const deleteSuppression: Operation<{
  /** A TypeID with the prefix `sup`. */
  id: string;
}, Suppression> = /* @__PURE__ */ operation("DELETE", "/api/v1/suppressions/{id}");

/**
 * List connector kinds.
 *
 * Each with the JSON Schema of its config, for building forms.
 *
 * Needs the scope `settings:read`.
 */
export const listConnectorKinds: Operation<Record<never, never>, {
  data: Array<ConnectorKind>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/connector-kinds");

/**
 * Create a connector.
 *
 * People can use it immediately. Register `<PUBLIC_URL>/verify/callback` with the provider, so the portal can use it. Check that it works with `POST /connectors/{id}/tests`.
 *
 * Needs the scope `settings:write`.
 */
export const createConnector: Operation<CreateConnector, Connector> = /* @__PURE__ */ operation("POST", "/api/v1/connectors", "by key");

/**
 * List connectors.
 *
 * All connectors, oldest first: the order in which people see them.
 *
 * Needs the scope `settings:read`.
 */
export const listConnectors: Operation<Record<never, never>, {
  data: Array<Connector>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/connectors");

/**
 * Get a connector.
 *
 * Needs the scope `settings:read`.
 */
export const getConnector: Operation<{
  /** A TypeID with the prefix `con`. */
  id: string;
}, Connector> = /* @__PURE__ */ operation("GET", "/api/v1/connectors/{id}");

/**
 * Update a connector.
 *
 * Omitted members keep their value. Secrets can be written but not read.
 *
 * Needs the scope `settings:write`.
 */
export const updateConnector: Operation<{
  /** A TypeID with the prefix `con`. */
  id: string;
} & UpdateConnector, Connector> = /* @__PURE__ */ operation("PATCH", "/api/v1/connectors/{id}");

/**
 * Delete a connector.
 *
 * Returns the deleted connector. Sign-ins in progress fail. Accounts that were verified through it stay.
 *
 * Needs the scope `settings:write`.
 */
export const deleteConnector: Operation<{
  /** A TypeID with the prefix `con`. */
  id: string;
}, Connector> = /* @__PURE__ */ operation("DELETE", "/api/v1/connectors/{id}");

/**
 * Test a connector.
 *
 * Fetches the provider's metadata and keys, and requests a token with an invalid code: if the client credentials are right, the provider rejects only the code. Works for disabled connectors, too.
 *
 * Needs the scope `settings:write`.
 */
export const testConnector: Operation<{
  /** A TypeID with the prefix `con`. */
  id: string;
}, ConnectorTest> = /* @__PURE__ */ operation("POST", "/api/v1/connectors/{id}/tests", "by key");

/**
 * List provider kinds.
 *
 * Each with the JSON Schema of its config, for building forms.
 *
 * Needs the scope `settings:read`.
 */
export const listProviderKinds: Operation<Record<never, never>, {
  data: Array<ProviderKind>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/provider-kinds");

/**
 * Get the order of a channel's providers.
 *
 * The first provider that accepts a message sends it. The inbox is not listed: it is used if nothing else sends the channel.
 *
 * Needs the scope `settings:read`.
 */
export const getProviderOrder: Operation<{
  channel: "email" | "sms" | "voice" | "whatsapp";
}, {
  data: Array<Provider>;
}> = /* @__PURE__ */ operation("GET", "/api/v1/provider-orders/{channel}");

/**
 * Set the order of a channel's providers.
 *
 * Name every provider of the channel once. The order is used from the next message on.
 *
 * Needs the scope `settings:write`.
 */
export const setProviderOrder: Operation<{
  channel: "email" | "sms" | "voice" | "whatsapp";
} & ProviderOrder, {
  data: Array<Provider>;
}> = /* @__PURE__ */ operation("PUT", "/api/v1/provider-orders/{channel}");

/**
 * Create a provider.
 *
 * It is used from the next message on. Check that it works with `POST /providers/{id}/tests`.
 *
 * Needs the scope `settings:write`.
 */
export const createProvider: Operation<CreateProvider, Provider> = /* @__PURE__ */ operation("POST", "/api/v1/providers", "by key");

/**
 * List providers.
 *
 * All providers, in the order they are tried.
 *
 * Needs the scope `settings:read`.
 */
export const listProviders: Operation<Record<never, never>, {
  data: Array<Provider>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/providers");

/**
 * Get a provider.
 *
 * Needs the scope `settings:read`.
 */
export const getProvider: Operation<{
  /** A TypeID with the prefix `prv`. */
  id: string;
}, Provider> = /* @__PURE__ */ operation("GET", "/api/v1/providers/{id}");

/**
 * Update a provider.
 *
 * Omitted members keep their value. Secrets can be written but not read.
 *
 * Needs the scope `settings:write`.
 */
export const updateProvider: Operation<{
  /** A TypeID with the prefix `prv`. */
  id: string;
} & UpdateProvider, Provider> = /* @__PURE__ */ operation("PATCH", "/api/v1/providers/{id}");

/**
 * Delete a provider.
 *
 * Returns the deleted provider. Its past deliveries stay on record.
 *
 * Needs the scope `settings:write`.
 */
export const deleteProvider: Operation<{
  /** A TypeID with the prefix `prv`. */
  id: string;
}, Provider> = /* @__PURE__ */ operation("DELETE", "/api/v1/providers/{id}");

/**
 * Send a test message.
 *
 * Sends immediately, without the outbox, and returns the provider's reply. Works for disabled providers, too. The message counts for the project's spend cap and volume limits.
 *
 * Needs the scope `settings:write`.
 */
export const testProvider: Operation<{
  /** A TypeID with the prefix `prv`. */
  id: string;
} & TestProvider, ProviderTest> = /* @__PURE__ */ operation("POST", "/api/v1/providers/{id}/tests", "by key");

/**
 * List message templates.
 *
 * Those with texts of your own, by purpose and language.
 *
 * Needs the scope `settings:read`.
 */
export const listMessageTemplates: Operation<Record<never, never>, {
  data: Array<MessageTemplate>;
}> = /* @__PURE__ */ operation("GET", "/api/v1/message-templates");

/**
 * Get a message template.
 *
 * The texts of a purpose in a language. `defaults` are ours, which are used for parts without a text of yours. A purpose of your own without texts has those of `confirm`, and a language without texts those of the language that includes it: `es-419`, then `es`.
 *
 * Needs the scope `settings:read`.
 */
export const getMessageTemplate: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
}, MessageTemplate> = /* @__PURE__ */ operation("GET", "/api/v1/message-templates/{purpose}/{locale}");

/**
 * Save a message template.
 *
 * Replaces all texts and makes a new version, from which the next messages are made. Texts are ICU MessageFormat: `{minutes, plural, one {# minute} other {# minutes}}`.
 *
 * Needs the scope `settings:write`.
 */
export const saveMessageTemplate: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
} & SaveMessageTemplate, MessageTemplate> = /* @__PURE__ */ operation("PUT", "/api/v1/message-templates/{purpose}/{locale}");

/**
 * Return to our texts.
 *
 * Removes all texts of your own. Earlier versions are kept and can be restored.
 *
 * Needs the scope `settings:write`.
 */
export const resetMessageTemplate: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
}, MessageTemplate> = /* @__PURE__ */ operation("DELETE", "/api/v1/message-templates/{purpose}/{locale}");

/**
 * Preview a message template.
 *
 * Renders every kind of message, with a code and a link that prove nothing. Saves nothing.
 *
 * Needs the scope `settings:read`.
 */
export const previewMessageTemplate: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
} & PreviewMessageTemplate, MessageTemplatePreview> = /* @__PURE__ */ operation("POST", "/api/v1/message-templates/{purpose}/{locale}/previews", "never");

/**
 * Restore a version of a message template.
 *
 * Makes a new version with the texts of an earlier one.
 *
 * Needs the scope `settings:write`.
 */
export const restoreMessageTemplate: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
} & RestoreMessageTemplate, MessageTemplate> = /* @__PURE__ */ operation("POST", "/api/v1/message-templates/{purpose}/{locale}/restoration", "by key");

/**
 * Send a test of a message template.
 *
 * Sends immediately, without the outbox, with a code and a link that prove nothing. Returns the reply of the first provider that accepts it, else that of the last one. The message counts for the project's spend cap and volume limits.
 *
 * Needs the scope `settings:write`.
 */
export const testMessageTemplate: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
} & TestMessageTemplate, ProviderTest> = /* @__PURE__ */ operation("POST", "/api/v1/message-templates/{purpose}/{locale}/tests", "by key");

/**
 * List the versions of a message template.
 *
 * The latest first, with who made it and when. The last 50 are kept.
 *
 * Needs the scope `settings:read`.
 */
export const listMessageTemplateVersions: Operation<{
  /** `confirm`, `authenticate`, or one of the project's own. */
  purpose: string;
  locale: "ar" | "cs" | "da" | "de" | "en" | "es" | "es-419" | "fi" | "fr" | "he" | "it" | "ja" | "ko" | "nl" | "pl" | "pt" | "pt-BR" | "sv" | "tr" | "uk" | "zh-Hans" | "zh-Hant";
}, {
  data: Array<MessageTemplateVersion>;
}> = /* @__PURE__ */ operation("GET", "/api/v1/message-templates/{purpose}/{locale}/versions");

/**
 * List phone prefixes.
 *
 * The beginnings of phone numbers that the project has sent paid messages to, or paused, in alphabetical order.
 *
 * Needs the scope `settings:read`.
 */
export const listPrefixes: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  kind?: "block" | "country" | "unfamiliar" | "range";
  /** `paused` includes those that are being tested. */
  status?: "open" | "paused";
}, {
  data: Array<PhonePrefix>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/protection/prefixes");

/**
 * Pause a phone prefix.
 *
 * Refuses paid messages to all numbers of a country or with a beginning, until it is reopened by hand.
 *
 * Needs the scope `settings:write`.
 */
export const pausePrefix: Operation<{
  /** A country's ISO 3166-1 code, a plus and the first digits of numbers, or `unfamiliar`. */
  prefix: string;
}, PhonePrefix> = /* @__PURE__ */ operation("POST", "/api/v1/protection/prefixes/{prefix}/pause", "by key");

/**
 * Reopen a phone prefix.
 *
 * Ends a pause, automatic or not. Messages that were sent before don't count towards another pause.
 *
 * Needs the scope `settings:write`.
 */
export const reopenPrefix: Operation<{
  /** A country's ISO 3166-1 code, a plus and the first digits of numbers, or `unfamiliar`. */
  prefix: string;
}, PhonePrefix> = /* @__PURE__ */ operation("POST", "/api/v1/protection/prefixes/{prefix}/reopen", "by key");

/**
 * List prices.
 *
 * What the spend cap counts for a message to each country. Estimates, unless `protection.prices` of the project has your own.
 *
 * Needs the scope `settings:read`.
 */
export const listPrices: Operation<Record<never, never>, {
  data: Array<Price>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/protection/prices");

/**
 * Get the spending.
 *
 * How much of the spend cap is used. At 80 %, the owners are told; when it is full, paid channels send nothing.
 *
 * Needs the scope `settings:read`.
 */
export const getSpending: Operation<Record<never, never>, Spending> = /* @__PURE__ */ operation("GET", "/api/v1/protection/spending");

/**
 * Create an API key.
 *
 * `secret` is the whole key, shown only once. Only its hash is stored, so a replayed response omits it. If you lose the first response, delete the key and create another.
 *
 * Needs the scope `settings:write`.
 */
export const createApiKey: Operation<CreateApiKey, NewApiKey> = /* @__PURE__ */ operation("POST", "/api/v1/api-keys", "by key");

/**
 * List API keys.
 *
 * All keys except deleted ones. Expired keys stay in the list, to explain a 401.
 *
 * Needs the scope `settings:read`.
 */
export const listApiKeys: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}, {
  data: Array<ApiKey>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/api-keys");

/**
 * Get an API key.
 *
 * Needs the scope `settings:read`.
 */
export const getApiKey: Operation<{
  /** A TypeID with the prefix `key`. */
  id: string;
}, ApiKey> = /* @__PURE__ */ operation("GET", "/api/v1/api-keys/{id}");

/**
 * Update an API key.
 *
 * Omitted members keep their value. A key is refused from other addresses within five seconds, even the one that makes this call.
 *
 * Needs the scope `settings:write`.
 */
export const updateApiKey: Operation<{
  /** A TypeID with the prefix `key`. */
  id: string;
} & UpdateApiKey, ApiKey> = /* @__PURE__ */ operation("PATCH", "/api/v1/api-keys/{id}");

/**
 * Delete an API key.
 *
 * The key stops working everywhere within five seconds. Returns the deleted key. A key can delete itself.
 *
 * Needs the scope `settings:write`.
 */
export const deleteApiKey: Operation<{
  /** A TypeID with the prefix `key`. */
  id: string;
}, ApiKey> = /* @__PURE__ */ operation("DELETE", "/api/v1/api-keys/{id}");

/**
 * Rotate an API key.
 *
 * Creates a new key with the same name and scopes. The old key stops working after the overlap, or at its own expiry if that is earlier. `secret` is the whole new key, shown only once; a replayed response omits it.
 *
 * Needs the scope `settings:write`.
 */
export const rotateApiKey: Operation<{
  /** A TypeID with the prefix `key`. */
  id: string;
} & RotateApiKey, NewApiKey> = /* @__PURE__ */ operation("POST", "/api/v1/api-keys/{id}/rotation", "by key");

/**
 * Create a project.
 *
 * The project has the built-in inbox and no API key. Create its keys with the call below.
 *
 * Needs the scope `projects:write`.
 */
export const createProject: Operation<CreateProject, Project> = /* @__PURE__ */ operation("POST", "/api/v1/projects", "by key");

/**
 * List projects.
 *
 * Oldest first, including archived ones.
 *
 * Needs the scope `projects:read`.
 */
export const listProjects: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  environment?: "live" | "test" | "shadow";
  /** Only archived projects, or only the others. Omitted: both. */
  archived?: "true" | "false";
}, {
  data: Array<Project>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/projects");

/**
 * Get a project.
 *
 * Needs the scope `projects:read`.
 */
export const getProjectById: Operation<{
  /** A TypeID with the prefix `prj`. */
  id: string;
}, Project> = /* @__PURE__ */ operation("GET", "/api/v1/projects/{id}");

/**
 * Update a project.
 *
 * A merge patch, as in `PATCH /api/v1/project`. Archived projects can be updated, too.
 *
 * Needs the scope `projects:write`.
 */
export const updateProjectById: Operation<{
  /** A TypeID with the prefix `prj`. */
  id: string;
} & UpdateProject, Project> = /* @__PURE__ */ operation("PATCH", "/api/v1/projects/{id}");

/**
 * Archive a project.
 *
 * The project's API keys, hosted pages and links are refused within five seconds. Nothing is deleted, and messages that are already queued are still sent. Archiving an archived project changes nothing.
 *
 * Needs the scope `projects:write`.
 */
export const archiveProject: Operation<{
  /** A TypeID with the prefix `prj`. */
  id: string;
}, Project> = /* @__PURE__ */ operation("POST", "/api/v1/projects/{id}/archive", "never");

/**
 * Create an API key of a project.
 *
 * `secret` is the whole key, shown only once, as in `POST /api/v1/api-keys`.
 *
 * Needs the scope `projects:write`.
 */
export const createProjectKey: Operation<{
  /** A TypeID with the prefix `prj`. */
  id: string;
} & CreateApiKey, NewApiKey> = /* @__PURE__ */ operation("POST", "/api/v1/projects/{id}/keys", "by key");

/**
 * Restore a project.
 *
 * Its API keys, hosted pages and links work again. Restoring a project that is in use changes nothing.
 *
 * Needs the scope `projects:write`.
 */
export const restoreProject: Operation<{
  /** A TypeID with the prefix `prj`. */
  id: string;
}, Project> = /* @__PURE__ */ operation("POST", "/api/v1/projects/{id}/restore", "never");

/**
 * Get the project.
 *
 * The project of the API key.
 *
 * Needs the scope `settings:read`.
 */
export const getProject: Operation<Record<never, never>, Project> = /* @__PURE__ */ operation("GET", "/api/v1/project");

/**
 * Update the project.
 *
 * A merge patch: omitted members keep their value, and null clears a nullable one. `branding` and `protection` merge member by member; lists and `policies` are replaced as a whole. Pending verifications keep the policy they were started with. Other processes pick up the change within five seconds.
 *
 * Needs the scope `settings:write`.
 */
export const updateProject: Operation<UpdateProject, Project> = /* @__PURE__ */ operation("PATCH", "/api/v1/project");

/**
 * Set the project's domain.
 *
 * The host of the project's hosted pages and links, instead of the installation's. Point it here and check it with the call below: it is used from then on.
 *
 * Needs the scope `settings:write`.
 */
export const setDomain: Operation<SetDomain, Project> = /* @__PURE__ */ operation("PUT", "/api/v1/project/domain");

/**
 * Remove the project's domain.
 *
 * New links lead to the installation's host. Links that were sent keep the domain.
 *
 * Needs the scope `settings:write`.
 */
export const removeDomain: Operation<Record<never, never>, Project> = /* @__PURE__ */ operation("DELETE", "/api/v1/project/domain");

/**
 * Check the project's domain.
 *
 * Requests `https://<host>/.well-known/countersign-domain`, which must be answered by this installation. A domain that fails is not used until a check succeeds.
 *
 * Needs the scope `settings:write`.
 */
export const checkDomain: Operation<Record<never, never>, DomainCheck> = /* @__PURE__ */ operation("POST", "/api/v1/project/domain/checks", "never");

/**
 * Upload the project's logo.
 *
 * Shown in emails and on hosted pages, instead of `branding.logoUrl`. We turn it into a PNG that fits into 640 × 128 pixels and keep nothing else of the file.
 *
 * Needs the scope `settings:write`.
 */
export const setLogo: Operation<SetLogo, Project> = /* @__PURE__ */ operation("PUT", "/api/v1/project/logo");

/**
 * Remove the project's logo.
 *
 * `branding.logoUrl` is shown again, if there is one. Emails that were sent keep the logo.
 *
 * Needs the scope `settings:write`.
 */
export const removeLogo: Operation<Record<never, never>, Project> = /* @__PURE__ */ operation("DELETE", "/api/v1/project/logo");

/**
 * Get statistics.
 *
 * Counts the project's verifications by the hour in which they started: in total, over time and by one dimension. They are sums that are updated once a minute, so a period of any length costs little.
 *
 * Needs the scope `verifications:read`.
 */
export const getStatistics: Operation<{
  /** Defaults to 7 days before `to`. Rounded down to the interval. */
  from?: string;
  /** Exclusive, rounded up to the interval. Defaults to now. */
  to?: string;
  /** In UTC. */
  interval?: "hour" | "day";
  /** What `breakdown` counts by. */
  by?: "channel" | "country" | "provider" | "purpose" | "dialect" | "locale";
  channel?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  provider?: string;
  purpose?: string;
  dialect?: string;
  locale?: string;
}, Statistics> = /* @__PURE__ */ operation("GET", "/api/v1/statistics");

/**
 * Create a webhook endpoint.
 *
 * It gets what happens from now on. `secret` is its signing key, shown only once; a replayed response omits it.
 *
 * Needs the scope `webhooks:write`.
 */
export const createWebhookEndpoint: Operation<CreateWebhookEndpoint, NewWebhookEndpoint> = /* @__PURE__ */ operation("POST", "/api/v1/webhook-endpoints", "by key");

/**
 * List webhook endpoints.
 *
 * Needs the scope `webhooks:read`.
 */
export const listWebhookEndpoints: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}, {
  data: Array<WebhookEndpoint>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/webhook-endpoints");

/**
 * Get a webhook endpoint.
 *
 * Needs the scope `webhooks:read`.
 */
export const getWebhookEndpoint: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
}, WebhookEndpoint> = /* @__PURE__ */ operation("GET", "/api/v1/webhook-endpoints/{id}");

/**
 * Update a webhook endpoint.
 *
 * Changes the members you send and keeps the others.
 *
 * Needs the scope `webhooks:write`.
 */
export const updateWebhookEndpoint: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
} & UpdateWebhookEndpoint, WebhookEndpoint> = /* @__PURE__ */ operation("PATCH", "/api/v1/webhook-endpoints/{id}");

/**
 * Delete a webhook endpoint.
 *
 * Deletes its messages as well. Returns the deleted endpoint.
 *
 * Needs the scope `webhooks:write`.
 */
export const deleteWebhookEndpoint: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
}, WebhookEndpoint> = /* @__PURE__ */ operation("DELETE", "/api/v1/webhook-endpoints/{id}");

/**
 * List an endpoint's messages.
 *
 * Those of the last 30 days.
 *
 * Needs the scope `webhooks:read`.
 */
export const listWebhookMessages: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  type?: "verification.started" | "verification.sent" | "verification.attempted" | "verification.verified" | "verification.failed" | "verification.expired" | "verification.canceled" | "delivery.accepted" | "delivery.undeliverable" | "delivery.skipped" | "delivery.retried" | "delivery.sent" | "delivery.delivered" | "delivery.failed" | "delivery.bounced" | "delivery.complained" | "identifier.verified" | "identifier.removed" | "user.created" | "user.updated" | "user.deleted" | "user.token_issued" | "social_account.linked" | "social_account.unlinked" | "suppression.created" | "protection.objected" | "protection.limit_reached" | "protection.guessing_detected" | "protection.spending_warned" | "protection.prefix_paused" | "protection.prefix_reopened" | "webhook.test";
  outcome?: "pending" | "delivered" | "failed" | "skipped";
}, {
  data: Array<WebhookMessage>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/webhook-endpoints/{id}/messages");

/**
 * Replay a time range.
 *
 * Sends the messages of a period again, with the same ids, and those that the endpoint never got because it was disabled or did not exist. At most 10 000 of each, the oldest first.
 *
 * Needs the scope `webhooks:write`.
 */
export const replayWebhooks: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
} & ReplayWebhooks, ReplayedWebhooks> = /* @__PURE__ */ operation("POST", "/api/v1/webhook-endpoints/{id}/replays", "by key");

/**
 * Rotate a webhook's signing key.
 *
 * Creates a new key. During the overlap, requests are signed with both, so that consumers can change theirs at any time. `secret` is the new key, shown only once; a replayed response omits it.
 *
 * Needs the scope `webhooks:write`.
 */
export const rotateWebhookSecret: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
} & RotateWebhookSecret, NewWebhookEndpoint> = /* @__PURE__ */ operation("POST", "/api/v1/webhook-endpoints/{id}/rotation", "by key");

/**
 * Send a test message.
 *
 * Its type is `webhook.test`. It is sent like any other message: `GET /webhook-messages/{id}` shows how the endpoint responded.
 *
 * Needs the scope `webhooks:write`.
 */
export const testWebhookEndpoint: Operation<{
  /** A TypeID with the prefix `whe`. */
  id: string;
}, WebhookMessage> = /* @__PURE__ */ operation("POST", "/api/v1/webhook-endpoints/{id}/tests", "by key");

/**
 * Get a message.
 *
 * With its body, and every request and response.
 *
 * Needs the scope `webhooks:read`.
 */
export const getWebhookMessage: Operation<{
  /** A TypeID with the prefix `msg`. */
  id: string;
}, WebhookMessageDetails> = /* @__PURE__ */ operation("GET", "/api/v1/webhook-messages/{id}");

/**
 * Replay a message.
 *
 * Sends it again, with the same id and body. One that waits for its next attempt is sent now.
 *
 * Needs the scope `webhooks:write`.
 */
export const replayWebhookMessage: Operation<{
  /** A TypeID with the prefix `msg`. */
  id: string;
}, WebhookMessage> = /* @__PURE__ */ operation("POST", "/api/v1/webhook-messages/{id}/replays", "by key");

/**
 * List events.
 *
 * The project's audit trail. Recipients are masked.
 *
 * Needs the scope `settings:read`.
 */
export const listEvents: Operation<{
  /** How many, 1 to 100. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  type?: "verification.started" | "verification.identifier_set" | "verification.resent" | "verification.attempted" | "verification.identifier_taken" | "verification.authorization_started" | "verification.authorization_failed" | "verification.social_account_taken" | "verification.verified" | "verification.canceled" | "verification.expired" | "verification.failed" | "delivery.accepted" | "delivery.undeliverable" | "delivery.skipped" | "delivery.retried" | "delivery.sent" | "delivery.delivered" | "delivery.failed" | "delivery.bounced" | "delivery.complained" | "suppression.created" | "suppression.removed" | "protection.objected" | "protection.limit_reached" | "protection.guessing_detected" | "protection.spending_warned" | "protection.prefix_paused" | "protection.prefix_reopened" | "user.created" | "users.imported" | "user.updated" | "user.deleted" | "user.token_issued" | "user.password_refused" | "identifier.added" | "identifier.removed" | "identifier.made_primary" | "identifier.status_changed" | "social_account.added" | "social_account.removed" | "api_key.created" | "api_key.updated" | "api_key.rotated" | "api_key.deleted" | "provider.created" | "provider.updated" | "provider.deleted" | "provider.tested" | "provider.order_changed" | "connector.created" | "connector.updated" | "connector.deleted" | "connector.tested" | "webhook.created" | "webhook.updated" | "webhook.deleted" | "webhook.rotated" | "webhook.disabled" | "webhook.replayed" | "message_template.updated" | "message_template.tested" | "project.created" | "project.updated" | "project.archived" | "project.restored" | "limits.cleared" | "inbox.read" | "operator.signed_in" | "operator.signed_out" | "operator.company_account_linked" | "operator.company_account_unlinked" | "operator.profile_changed" | "operator.second_factor_added" | "operator.second_factor_removed" | "operator.second_factor_refused" | "operator.recovery_codes_replaced" | "operator.recovery_code_used" | "operator.invited" | "operator.invitation_revoked" | "operator.invitation_accepted" | "operator.role_changed" | "audit.exported" | "list.exported" | "person.exported" | "person.erased";
  /** A TypeID with the prefix `ver`. */
  verificationId?: string;
}, {
  data: Array<Event>;
  nextCursor: string | null;
}> = /* @__PURE__ */ operation("GET", "/api/v1/events");

/**
 * Get an event.
 *
 * Needs the scope `settings:read`.
 */
export const getEvent: Operation<{
  /** A TypeID with the prefix `evt`. */
  id: string;
}, Event> = /* @__PURE__ */ operation("GET", "/api/v1/events/{id}");
