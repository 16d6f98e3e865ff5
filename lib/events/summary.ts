import type { EventType } from "./types";

/** An event's data. Older events can lack members. */
type Facts = Record<string, unknown>;

/** A text in the data, or a substitute. */
function word(facts: Facts, name: string, otherwise: string): string {
  const value = facts[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
}

function words(facts: Facts, name: string): string {
  const value = facts[name];
  return Array.isArray(value) ? value.join(", ") : "nothing";
}

const recipient = (facts: Facts) => word(facts, "recipient", word(facts, "to", "the recipient"));
const named = (facts: Facts) => `“${word(facts, "name", "without a name")}”`;
/** A code such as `no_provider`, with spaces. */
const plain = (facts: Facts, name: string) => word(facts, name, "unknown").replaceAll("_", " ");
const channelNames: Record<string, string> = {
  email: "email",
  sms: "SMS",
  voice: "phone call",
  whatsapp: "WhatsApp message",
};
const message = (facts: Facts) =>
  `The ${channelNames[word(facts, "channel", "")] ?? "message"} to ${recipient(facts)}`;
/** The provider's code, if it gave one. */
const coded = (facts: Facts) => (facts.code ? ` (${word(facts, "code", "")})` : "");

const factor = (facts: Facts) =>
  facts.kind === "totp" ? "An authenticator app was" : `The passkey ${named(facts)} was`;

/** A project's texts for a purpose in a language. */
const template = (facts: Facts) =>
  `Message template ${word(facts, "purpose", "?")} in ${word(facts, "locale", "?")}`;

const methods: Record<string, string> = {
  code: "by code",
  link: "by the link in the message",
  social: "by a social account",
  password: "by password",
  approval: "by your backend's approval",
};

const endings: Record<string, string> = {
  superseded: "Replaced by a newer verification for the same recipient.",
  requested: "Verification canceled.",
  denied: "Canceled because the recipient said it was not them.",
};

const failures: Record<string, string> = {
  authorization_denied: "The person declined at the provider",
  provider_refused: "The provider refused the request",
  provider_unavailable: "The provider did not answer",
  provider_answer_invalid: "The provider's response was invalid",
};

const objections: Record<string, string> = {
  refused: "refused",
  hidden: "not sent, and answered as if it were",
  reported: "sent, although a rule in report mode objected",
};

const pauses: Record<string, string> = {
  conversion: "hardly anybody there entered the code",
  sequence: "codes were requested for many numbers close together",
  manual: "requested by a person or backend",
};

/** A sentence for each event type. Complete by type: a new one does not compile until it has a sentence. */
const sentences: Record<EventType, (facts: Facts) => string> = {
  "verification.started": (f) =>
    f.channel
      ? `Verification of ${recipient(f)} started; message queued by ${channelNames[word(f, "channel", "")] ?? "email"}.`
      : f.connectorId
        ? "Verification by social account started."
        : "Verification started without a recipient, which the portal asks for.",
  "verification.identifier_set": (f) => `The person entered ${recipient(f)}; message queued.`,
  "verification.resent": (f) =>
    f.policy === "rotate"
      ? "A new code was sent; the old one no longer works."
      : "The same code was sent again.",
  "verification.attempted": (f) => `Attempt ${word(f, "attempt", "?")} of ${word(f, "maxAttempts", "?")}.`,
  "verification.identifier_taken": () =>
    "The proof was correct, but another user has already verified the identifier, so nothing was verified.",
  "verification.authorization_started": (f) => `Sign-in with ${word(f, "provider", "a provider")} started.`,
  "verification.authorization_failed": (f) =>
    `${failures[word(f, "reason", "")] ?? "The sign-in failed"}: ${word(f, "explanation", "no reason given.")}`,
  "verification.social_account_taken": (f) =>
    `The ${word(f, "provider", "provider")} account is already linked to another user, so nothing was verified.`,
  "verification.verified": (f) =>
    f.reason === undefined
      ? `Verified ${methods[word(f, "method", "")] ?? "by other means"}.`
      : `Confirmed without a code: ${word(f, "reason", "no reason given")}`,
  "verification.canceled": (f) => endings[word(f, "reason", "requested")] ?? endings.requested!,
  "verification.expired": () => "The verification expired unproven.",
  "verification.failed": () => "All attempts were used up without a correct code.",
  "delivery.accepted": (f) =>
    `${message(f)} was accepted by ${f.provider === "inbox" ? "the built-in inbox" : word(f, "provider", "a provider")}.`,
  "delivery.undeliverable": (f) => `${message(f)} could not be delivered: ${plain(f, "reason")}.`,
  "delivery.skipped": (f) => `${message(f)} was not sent: ${plain(f, "reason")}.`,
  "delivery.retried": (f) => `${message(f)} was queued again.`,
  "delivery.sent": (f) => `${message(f)} was passed on by ${word(f, "provider", "the provider")}.`,
  "delivery.delivered": (f) => `${message(f)} was delivered.`,
  "delivery.failed": (f) => `${message(f)} did not arrive${coded(f)}.`,
  "delivery.bounced": (f) => `${message(f)} was returned by the recipient's mail server${coded(f)}.`,
  "delivery.complained": (f) => `${message(f)} was marked as spam.`,
  "suppression.created": (f) =>
    `${recipient(f)} suppressed: ${plain(f, "reason")}. It gets no more messages.`,
  "suppression.removed": (f) => `${recipient(f)} removed from the suppression list.`,
  "protection.objected": (f) =>
    `Message to ${recipient(f)} ${objections[word(f, "outcome", "refused")] ?? "refused"}: ${word(f, "explanation", "a rule objected to it.")}`,
  "protection.limit_reached": (f) =>
    `Messages refused, because ${word(f, "key", "somebody")} has had ${word(f, "max", "as many as allowed")} in ${word(f, "windowSeconds", "some")} seconds (limit by ${word(f, "by", "?")}). Recorded once in that time.`,
  "protection.guessing_detected": (f) =>
    `Codes are being guessed: ${word(f, "wrong", "many")} wrong and ${word(f, "correct", "few")} correct in ten minutes. New codes have at least ${word(f, "digits", "more")} digits.`,
  "protection.spending_warned": (f) =>
    `Messages to phones have cost about $${word(f, "spent", "?")} in 24 hours, of at most $${word(f, "cap", "?")}. The owners were told.`,
  "protection.prefix_paused": (f) =>
    `Messages to ${word(f, "prefix", "a prefix")} paused: ${pauses[word(f, "reason", "")] ?? plain(f, "reason")}.`,
  "protection.prefix_reopened": (f) => `Messages to ${word(f, "prefix", "a prefix")} are sent again.`,
  "user.created": () => "User created.",
  "users.imported": (f) =>
    `${word(f, "count", "Some")} users were imported from ${word(f, "source", "elsewhere")}.`,
  "user.updated": (f) => `User updated: ${words(f, "members")}.`,
  "user.deleted": () => "User deleted with all identifiers.",
  "user.password_refused": () => "Wrong password entered.",
  "user.token_issued": (f) => `User access token issued for ${word(f, "audience", "this installation")}.`,
  "identifier.added": (f) =>
    f.evidence === "asserted"
      ? `${recipient(f)} added to a user and asserted as verified.`
      : `${recipient(f)} added to a user.`,
  "identifier.removed": (f) => `${recipient(f)} removed from a user.`,
  "identifier.made_primary": (f) =>
    `${recipient(f)} became a user's primary ${word(f, "type", "identifier")}.`,
  "social_account.added": (f) => `${word(f, "provider", "Social")} account linked to a user by a backend.`,
  "social_account.removed": (f) => `${word(f, "provider", "Social")} account unlinked from a user.`,
  "identifier.status_changed": (f) => `${recipient(f)} set to ${word(f, "status", "unknown")} by a backend.`,
  "api_key.created": (f) => `API key ${named(f)} created with the scopes ${words(f, "scopes")}.`,
  "api_key.updated": (f) => `API key ${named(f)} updated.`,
  "api_key.rotated": (f) =>
    `API key ${named(f)} rotated; the old key ${f.overlapSeconds === 0 ? "stopped working" : `works for ${word(f, "overlapSeconds", "some")} more seconds`}.`,
  "api_key.deleted": (f) => `API key ${named(f)} deleted.`,
  "provider.created": (f) => `Provider ${named(f)} (${word(f, "kind", "?")}) added.`,
  "provider.updated": (f) => `Provider ${named(f)} updated: ${words(f, "changed")}.`,
  "provider.deleted": (f) => `Provider ${named(f)} deleted.`,
  "provider.tested": (f) => `Test message sent to ${recipient(f)} with ${named(f)}: ${plain(f, "outcome")}.`,
  "provider.order_changed": (f) =>
    `Order of the providers for ${channelNames[word(f, "channel", "")] ?? "a channel"} changed: ${words(f, "names")}.`,
  "connector.created": (f) => `Connector ${named(f)} (${word(f, "kind", "?")}) added.`,
  "connector.updated": (f) => `Connector ${named(f)} updated: ${words(f, "changed")}.`,
  "connector.deleted": (f) => `Connector ${named(f)} deleted.`,
  "connector.tested": (f) => `Connector ${named(f)} tested: ${plain(f, "outcome")}.`,
  "webhook.created": (f) => `Webhook endpoint ${word(f, "url", "")} added.`,
  "webhook.updated": (f) => `Webhook endpoint ${word(f, "url", "")} updated: ${words(f, "changed")}.`,
  "webhook.deleted": (f) => `Webhook endpoint ${word(f, "url", "")} deleted.`,
  "webhook.rotated": (f) =>
    `Signing key of the webhook endpoint ${word(f, "url", "")} rotated; the old one signs for ${word(f, "overlapSeconds", "some")} more seconds.`,
  "webhook.disabled": (f) =>
    f.reason === "gone"
      ? `Webhook endpoint ${word(f, "url", "")} disabled, because it responded with 410 Gone.`
      : `Webhook endpoint ${word(f, "url", "")} disabled, because nothing had arrived there for three days.`,
  "webhook.replayed": (f) =>
    `${word(f, "count", "Some")} messages to the webhook endpoint ${word(f, "url", "")} queued again.`,
  "message_template.updated": (f) =>
    f.restored === undefined
      ? `${template(f)} changed: ${words(f, "parts")}.`
      : `${template(f)} restored to version ${word(f, "restored", "?")}.`,
  "message_template.tested": (f) =>
    `${template(f)} tested with a message to ${recipient(f)}: ${plain(f, "outcome")}.`,
  "project.created": (f) => `Project ${named(f)} created.`,
  "project.archived": () => "Project archived. It refuses calls.",
  "project.restored": () => "Project restored.",
  "project.updated": (f) => `Project settings updated: ${words(f, "members")}.`,
  "limits.cleared": (f) => `Guess and send limits reset: ${word(f, "cleared", "some")}.`,
  "inbox.read": (f) => `${word(f, "count", "Some")} inbox messages read, including their codes.`,
  "operator.signed_in": (f) => `Operator signed in by ${plain(f, "by")}.`,
  "operator.signed_out": (f) =>
    f.sessions === 1
      ? "Operator signed out of a session."
      : `Operator signed out of ${word(f, "sessions", "all")} sessions.`,
  "operator.company_account_linked": (f) =>
    `Operator linked to an account at ${word(f, "issuer", "the company's provider")}.`,
  "operator.company_account_unlinked": () => "Operator unlinked from the company account.",
  "operator.profile_changed": (f) => `Operator's profile changed: ${words(f, "changed")}.`,
  "operator.second_factor_added": (f) => `${factor(f)} added as a second factor.`,
  "operator.second_factor_removed": (f) => `${factor(f)} removed as a second factor.`,
  "operator.second_factor_refused": (f) => `Second factor refused: ${plain(f, "reason")}.`,
  "operator.recovery_codes_replaced": () => "Recovery codes replaced.",
  "operator.recovery_code_used": (f) =>
    `Recovery code used instead of the second factor; ${word(f, "left", "some")} left.`,
  "operator.invited": (f) =>
    `${word(f, "email", "Somebody")} invited to the team as ${word(f, "role", "a member")}.`,
  "operator.invitation_revoked": (f) => `Invitation of ${word(f, "email", "somebody")} revoked.`,
  "operator.invitation_accepted": (f) =>
    `${word(f, "email", "Somebody")} accepted the invitation to the team.`,
  "audit.exported": (f) => `Audit log exported as ${word(f, "format", "a file")}.`,
  "person.exported": (f) => `A person's data exported: ${word(f, "verifications", "some")} verifications.`,
  "person.erased": (f) =>
    `A person erased: ${word(f, "verifications", "some")} verifications and ${word(f, "messages", "some")} messages.`,
  "list.exported": (f) =>
    `${word(f, "list", "A list")} exported as ${word(f, "format", "a file")}, with ${f.isWhole === true ? "whole" : "masked"} recipients.`,
  "operator.role_changed": (f) => `Operator's role changed to ${plain(f, "role")}.`,
};

/** What happened, as one sentence. The actor is shown separately. */
export function summarize(event: { type: string; data: Facts }): string {
  // An older process can read events of a newer one.
  const sentence = Object.hasOwn(sentences, event.type) ? sentences[event.type as EventType] : undefined;
  return sentence?.(event.data) ?? event.type;
}
