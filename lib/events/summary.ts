import type { EventType } from "./types";

/** What an event kept. Written by many verbs over time, so nothing is taken for granted. */
type Facts = Record<string, unknown>;

/** A text among the facts, or what stands for it where it was not kept. */
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
/** A code such as `no_provider`, as words. */
const plain = (facts: Facts, name: string) => word(facts, name, "unknown").replaceAll("_", " ");
const message = (facts: Facts) =>
  facts.channel === "sms" ? `The SMS to ${recipient(facts)}` : `The mail to ${recipient(facts)}`;

const methods: Record<string, string> = {
  code: "by code",
  link: "by the link in the message",
  social: "by a social account",
  password: "by password",
  approval: "by an operator's approval",
};

const endings: Record<string, string> = {
  superseded: "A newer verification for the same recipient took its place.",
  requested: "The verification was canceled.",
  denied: "The recipient said that it was not them, and the verification was canceled.",
};

const failures: Record<string, string> = {
  authorization_denied: "The person did not agree at the provider",
  provider_refused: "The provider refused",
  provider_unavailable: "The provider did not answer",
  provider_answer_invalid: "The provider's answer could not be accepted",
};

/** One sentence for each type, complete by type: a new one does not compile until it has one. */
const sentences: Record<EventType, (facts: Facts) => string> = {
  "verification.started": (f) =>
    f.channel
      ? `A verification of ${recipient(f)} was started, and a message put on its way by ${f.channel === "sms" ? "SMS" : "email"}.`
      : f.connectorId
        ? "A verification was started that an account at a provider is to prove."
        : "A verification was started without a recipient: the portal asks for one.",
  "verification.identifier_set": (f) => `The person named ${recipient(f)}, and a message was put on its way.`,
  "verification.resent": (f) =>
    f.policy === "rotate"
      ? "A new code was put on its way; the old one is void."
      : "The same code was put on its way again.",
  "verification.attempted": (f) =>
    `A code was tried: attempt ${word(f, "attempt", "?")} of ${word(f, "maxAttempts", "?")}.`,
  "verification.identifier_taken": () =>
    "The proof was right, but the identifier is already verified for another user, so nothing was verified.",
  "verification.authorization_started": (f) => `A visit to ${word(f, "provider", "a provider")} was begun.`,
  "verification.authorization_failed": (f) =>
    `${failures[word(f, "reason", "")] ?? "The visit to the provider failed"}: ${word(f, "explanation", "it did not say why.")}`,
  "verification.social_account_taken": (f) =>
    `The account at ${word(f, "provider", "the provider")} was proven, but it is already linked to another user, so nothing was verified.`,
  "verification.verified": (f) => `It was verified ${methods[word(f, "method", "")] ?? "by other means"}.`,
  "verification.canceled": (f) => endings[word(f, "reason", "requested")] ?? endings.requested!,
  "delivery.accepted": (f) =>
    `${message(f)} was accepted by ${f.provider === "inbox" ? "the built-in inbox" : word(f, "provider", "a provider")}.`,
  "delivery.undeliverable": (f) => `${message(f)} could not be delivered: ${plain(f, "reason")}.`,
  "delivery.skipped": (f) => `${message(f)} was not sent any more: ${plain(f, "reason")}.`,
  "delivery.retried": (f) => `${message(f)} was put into the outbox again.`,
  "user.created": () => "A user was created.",
  "user.updated": (f) => `A user was changed: ${words(f, "members")}.`,
  "user.deleted": () => "A user was deleted, with all identifiers.",
  "user.password_refused": () => "A wrong password was given.",
  "user.token_issued": (f) =>
    `An access token was issued that acts for a user at ${word(f, "audience", "this installation")}.`,
  "identifier.added": (f) =>
    f.evidence === "asserted"
      ? `${recipient(f)} was added to a user, asserted as verified.`
      : `${recipient(f)} was added to a user.`,
  "identifier.removed": (f) => `${recipient(f)} was removed from a user.`,
  "identifier.made_primary": (f) =>
    `${recipient(f)} became a user's primary ${word(f, "type", "identifier")}.`,
  "social_account.added": (f) =>
    `An account at ${word(f, "provider", "a provider")} was linked to a user, asserted as theirs.`,
  "social_account.removed": (f) =>
    `An account at ${word(f, "provider", "a provider")} was unlinked from a user.`,
  "identifier.standing_changed": (f) =>
    `${recipient(f)} counts as ${word(f, "standing", "unknown")} now, because a backend said so.`,
  "api_key.created": (f) => `The API key ${named(f)} was created with the scopes ${words(f, "scopes")}.`,
  "api_key.rotated": (f) =>
    `The API key ${named(f)} was rotated; the old one ${f.overlapSeconds === 0 ? "ended at once" : `works for ${word(f, "overlapSeconds", "some")} more seconds`}.`,
  "api_key.deleted": (f) => `The API key ${named(f)} was deleted.`,
  "provider.created": (f) => `The provider ${named(f)} (${word(f, "kind", "?")}) was added.`,
  "provider.updated": (f) => `The provider ${named(f)} was changed: ${words(f, "changed")}.`,
  "provider.deleted": (f) => `The provider ${named(f)} was removed.`,
  "provider.tested": (f) =>
    `A test message was sent to ${recipient(f)} by ${named(f)}: ${plain(f, "outcome")}.`,
  "connector.created": (f) => `The connector ${named(f)} (${word(f, "kind", "?")}) was added.`,
  "connector.updated": (f) => `The connector ${named(f)} was changed: ${words(f, "changed")}.`,
  "connector.deleted": (f) => `The connector ${named(f)} was removed.`,
  "connector.tested": (f) => `The connector ${named(f)} was tested: ${plain(f, "outcome")}.`,
  "project.created": (f) => `The project ${named(f)} was created.`,
  "project.updated": (f) => `The project's settings were changed: ${words(f, "members")}.`,
  "limits.cleared": (f) => `Limits on guesses and sends were cleared: ${word(f, "cleared", "some")}.`,
  "inbox.read": (f) => `${word(f, "count", "Some")} messages of the inbox were read, with their codes.`,
  "operator.signed_in": (f) => `An operator signed in by ${plain(f, "by")}.`,
  "operator.role_changed": (f) => `An operator's role was changed to ${plain(f, "role")}.`,
};

/** What happened, as one plain sentence. Who did it stands beside it, as the event's actor. */
export function summarize(event: { type: string; data: Facts }): string {
  // A process of an older version may read what a newer one wrote.
  const sentence = Object.hasOwn(sentences, event.type) ? sentences[event.type as EventType] : undefined;
  return sentence?.(event.data) ?? event.type;
}
