import { apiLanguage, type ConsoleLocale, type Explainer, type ExplanationKey, explainer } from "@/lib/i18n";
import type { EventType } from "./types";

/** An event's data. Older events can lack members. */
type Facts = Readonly<Record<string, unknown>>;

/** The value of a placeholder. */
type Slot = (facts: Facts, t: Explainer) => string | number;
type Slots = Readonly<Record<string, Slot>>;

/** What stands for a member that is missing: a text of the catalogue. */
type Substitute = ExplanationKey extends infer K
  ? K extends `substitutes.${infer Name}`
    ? Name
    : never
  : never;

/** A text or number in the data. */
const value =
  (name: string, otherwise?: Substitute): Slot =>
  (facts, t) =>
    known(facts, name) ?? (otherwise ? t(`substitutes.${otherwise}`) : "?");

/** A value that selects one of the texts in the sentence, which also has one for anything else. */
const choice =
  (name: string): Slot =>
  (facts) =>
    known(facts, name) ?? "other";

/** A code such as `no_provider` in words. Those without a text are shown with spaces. */
const code =
  (name: string): Slot =>
  (facts, t) => {
    const given = known(facts, name);
    if (given === undefined) return t("substitutes.unknown");
    return t.find(`words.${given}`) ?? String(given).replaceAll("_", " ");
  };

const list =
  (name: string): Slot =>
  (facts, t) => {
    const items = facts[name];
    return Array.isArray(items) ? t.list(items.map(String)) : t("substitutes.nothing");
  };

function known(facts: Facts, name: string): string | number | undefined {
  const given = facts[name];
  return typeof given === "string" || typeof given === "number" ? given : undefined;
}

const recipient: Slot = (facts, t) =>
  known(facts, "recipient") ?? known(facts, "to") ?? t("substitutes.recipient");
const channel = choice("channel");
const name = value("name", "name");
const kind = value("kind");
const changed = list("changed");
const email = value("email", "person");
const format = value("format", "file");
const verifications = value("verifications", "some");
const url: Slot = (facts) => known(facts, "url") ?? "";
/** The provider's code, if it gave one. */
const providerCode = {
  hasCode: (facts: Facts) => String(Boolean(facts.code)),
  code: (facts: Facts) => known(facts, "code") ?? "",
};
/** A project's texts for a purpose in a language. */
const template = { purpose: value("purpose"), locale: value("locale") };

/**
 * The values of each sentence in `lib/i18n/explanations`, which has it under `events` and the event's type. Complete by type:
 * a new type of event compiles only with a line here and a sentence there.
 */
export const slotsByType = {
  "verification.started": {
    start: (f) => (f.channel ? "message" : f.connectorId ? "social" : "portal"),
    channel,
    recipient,
  },
  "verification.identifier_set": { recipient },
  "verification.resent": { policy: choice("policy") },
  "verification.attempted": { attempt: value("attempt"), maxAttempts: value("maxAttempts") },
  "verification.identifier_taken": {},
  "verification.authorization_started": { provider: value("provider", "provider") },
  "verification.authorization_failed": {
    reason: choice("reason"),
    explanation: value("explanation", "explanation"),
  },
  "verification.social_account_taken": { provider: value("provider", "anyProvider") },
  "verification.verified": {
    isConfirmed: (f) => String(f.reason !== undefined),
    method: choice("method"),
    reason: value("reason", "reason"),
  },
  "verification.canceled": { reason: choice("reason") },
  "verification.expired": {},
  "verification.failed": {},
  "delivery.accepted": { channel, recipient, provider: value("provider", "provider") },
  "delivery.undeliverable": { channel, recipient, reason: code("reason") },
  "delivery.skipped": { channel, recipient, reason: code("reason") },
  "delivery.retried": { channel, recipient },
  "delivery.sent": { channel, recipient, provider: value("provider", "theProvider") },
  "delivery.delivered": { channel, recipient },
  "delivery.failed": { channel, recipient, ...providerCode },
  "delivery.bounced": { channel, recipient, ...providerCode },
  "delivery.complained": { channel, recipient },
  "suppression.created": { recipient, reason: code("reason") },
  "suppression.removed": { recipient },
  "protection.objected": { recipient, outcome: choice("outcome"), explanation: value("explanation", "rule") },
  "protection.limit_reached": {
    key: value("key", "somebody"),
    max: value("max", "most"),
    windowSeconds: value("windowSeconds", "some"),
    by: value("by"),
  },
  "protection.guessing_detected": {
    wrong: value("wrong", "many"),
    correct: value("correct", "few"),
    digits: value("digits", "more"),
  },
  "protection.spending_warned": { spent: value("spent"), cap: value("cap") },
  "protection.prefix_paused": {
    prefix: value("prefix", "prefix"),
    reason: choice("reason"),
    words: code("reason"),
  },
  "protection.prefix_reopened": { prefix: value("prefix", "prefix") },
  "user.created": {},
  "users.imported": { count: value("count", "count"), source: value("source", "source") },
  "user.updated": { members: list("members") },
  "user.deleted": {},
  "user.password_refused": {},
  "user.token_issued": { audience: value("audience", "audience") },
  "identifier.added": { recipient, evidence: choice("evidence") },
  "identifier.removed": { recipient },
  "identifier.made_primary": { recipient, type: value("type", "identifier") },
  "social_account.added": { provider: value("provider", "socialProvider") },
  "social_account.removed": { provider: value("provider", "socialProvider") },
  "identifier.status_changed": { recipient, status: value("status", "unknown") },
  "api_key.created": { name, scopes: list("scopes") },
  "api_key.updated": { name },
  "api_key.rotated": { name, overlapSeconds: value("overlapSeconds", "some") },
  "api_key.deleted": { name },
  "provider.created": { name, kind },
  "provider.updated": { name, changed },
  "provider.deleted": { name },
  "provider.tested": { recipient, name, outcome: code("outcome") },
  "provider.order_changed": { channel, names: list("names") },
  "connector.created": { name, kind },
  "connector.updated": { name, changed },
  "connector.deleted": { name },
  "connector.tested": { name, outcome: code("outcome") },
  "webhook.created": { url },
  "webhook.updated": { url, changed },
  "webhook.deleted": { url },
  "webhook.rotated": { url, overlapSeconds: value("overlapSeconds", "some") },
  "webhook.disabled": { url, reason: choice("reason") },
  "webhook.replayed": { count: value("count", "count"), url },
  "message_template.updated": {
    ...template,
    isRestored: (f) => String(f.restored !== undefined),
    restored: value("restored"),
    parts: list("parts"),
  },
  "message_template.tested": { ...template, recipient, outcome: code("outcome") },
  "project.created": { name },
  "project.archived": {},
  "project.restored": {},
  "project.updated": { members: list("members") },
  "limits.cleared": { cleared: value("cleared", "some") },
  "inbox.read": { count: value("count", "count") },
  "operator.signed_in": { by: code("by") },
  "operator.signed_out": { sessions: value("sessions", "all") },
  "operator.company_account_linked": { issuer: value("issuer", "issuer") },
  "operator.company_account_unlinked": {},
  "operator.profile_changed": { changed },
  "operator.second_factor_added": { kind: choice("kind"), name },
  "operator.second_factor_removed": { kind: choice("kind"), name },
  "operator.second_factor_refused": { reason: code("reason") },
  "operator.recovery_codes_replaced": {},
  "operator.recovery_code_used": { left: value("left", "some") },
  "operator.invited": { email, role: value("role", "member") },
  "operator.invitation_revoked": { email: value("email", "somebody") },
  "operator.invitation_accepted": { email },
  "audit.exported": { format },
  "person.exported": { verifications },
  "person.erased": { verifications, messages: value("messages", "some") },
  "list.exported": { list: value("list", "list"), format, isWhole: (f) => String(f.isWhole === true) },
  "operator.role_changed": { role: code("role") },
} satisfies Record<EventType, Slots>;

/** What happened, as one sentence. The actor is shown separately. */
export function summarize(
  event: { type: string; data: Facts },
  language: ConsoleLocale = apiLanguage,
): string {
  // An older process can read events of a newer one.
  if (!Object.hasOwn(slotsByType, event.type)) return event.type;
  const type = event.type as EventType;
  const t = explainer(language);
  const values = Object.entries<Slot>(slotsByType[type]).map(([name, slot]) => [name, slot(event.data, t)]);
  return t(`events.${type}`, Object.fromEntries(values));
}
