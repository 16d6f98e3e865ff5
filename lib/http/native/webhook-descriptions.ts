import { testType, type WebhookType } from "@/lib/webhooks";

/** When each type of message is sent, as one sentence. */
export const webhookDescriptions: Record<WebhookType | typeof testType, string> = {
  "verification.started": "A verification was started.",
  "verification.sent": "A provider has accepted a verification's message.",
  "verification.attempted": "Somebody entered a code. It is sent before the code is compared.",
  "verification.verified": "A verification succeeded.",
  "verification.failed":
    "All attempts were used up, a sign-in at a provider failed, or somebody else has the identifier or account. `details.reason` says which, if there is one.",
  "verification.expired": "A verification's time ran out.",
  "verification.canceled": "A verification was canceled, or replaced by a newer one.",
  "delivery.accepted": "A provider has accepted a message. The same event as `verification.sent`.",
  "delivery.undeliverable": "No provider accepted a message.",
  "delivery.skipped":
    "A message was not sent, because it was no longer needed or the recipient is suppressed.",
  "delivery.retried": "Somebody queued a message again.",
  "delivery.sent": "The provider has passed a message on.",
  "delivery.delivered": "A message has arrived.",
  "delivery.failed": "A message did not arrive.",
  "delivery.bounced": "The recipient's mail server returned a message.",
  "delivery.complained": "The recipient marked a message as spam.",
  "identifier.verified": "A user's email address or phone number was verified, or a backend says so.",
  "identifier.removed": "An email address or phone number was removed from a user.",
  "user.created": "A user was created.",
  "user.updated": "A user's data, password or suspension changed. `details.members` says what.",
  "user.deleted": "A user was deleted.",
  "user.token_issued": "An access token that acts for a user was issued.",
  "social_account.linked": "A social account was linked to a user.",
  "social_account.unlinked": "A social account was unlinked from a user.",
  "suppression.created": "A recipient gets no more messages on a channel.",
  "protection.objected":
    "A rule objected to a message. `details.outcome` says whether it was refused (`refused`, or `hidden` on public pages) or sent nevertheless (`reported`).",
  "protection.limit_reached":
    "A limit began to refuse messages. Sent once in the limit's window for what it counts by.",
  "protection.guessing_detected": "Codes are being guessed over many recipients, so new codes are longer.",
  "protection.spending_warned": "Messages on paid channels have cost 80 % of the daily cap.",
  "protection.prefix_paused": "Messages to a phone prefix were paused.",
  "protection.prefix_reopened": "Messages to a phone prefix are sent again.",
  [testType]: "Somebody tested the endpoint.",
};
