import type { Refusal } from "@/lib/result";

export const text = {
  privacy: "Export or erase",
  title: "Users",
  description: "The people in your application, with the identifiers and accounts they’ve verified.",
  search: "Search users",
  searchHint: "Full email address or phone number, external ID, or usr_…",
  tableLabel: "Users",
  user: "User",
  unnamed: "Unnamed user",
  identifiers: "Identifiers",
  externalId: "External ID",
  externalIdHint: "Your application’s ID for this user.",
  created: "Created",
  create: "Create user",
  createText:
    "Your application usually creates users through the API. Create one here for testing or corrections.",
  createButton: "Create user",
  name: "Name",
  address: "Email address or phone number",
  addressHint: "Start phone numbers with the country code, like +4915112345678.",
  asserted: "Mark as verified",
  assertedHint: "The evidence is recorded as “asserted”, because there is no proof.",
  emptyTitle: "No users yet",
  emptyText: "Users appear here when your application creates them or names them in a verification.",
  noneTitle: "No results",
  noneText: "Search for a full email address, a full phone number or an ID.",
  noneAction: "Clear search",
  id: "ID",
  edit: "Edit",
  editTitle: "Edit user",
  save: "Save changes",
  delete: "Delete user",
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText:
    "This also deletes the user’s identifiers and social accounts. Verifications are kept as a record. You can’t undo this.",
  add: "Add identifier",
  addButton: "Add",
  value: "Value",
  evidence: "Evidence",
  since: "Verified",
  proven: "Proven",
  assertedBadge: "Asserted",
  unverified: "Not verified",
  primary: "Primary",
  makePrimary: "Make primary",
  madePrimary: "Primary identifier changed",
  remove: "Remove",
  removeTitle: (value: string) => `Remove ${value}?`,
  removeText: "The user loses this identifier. Another user can then verify it.",
  actions: "Actions",
  noIdentifiers: "No identifiers yet.",
  socialAccounts: "Social accounts",
  noSocialAccounts: "No social accounts yet.",
  account: "Account",
  unlink: "Unlink",
  unlinkTitle: (name: string) => `Unlink ${name}?`,
  unlinkText: "The user loses this account. Another user can then verify it.",
  emailVerifiedByProvider: "email verified by the provider",
  verifications: "Verifications",
  noVerifications: "No verifications for this user yet.",
  allVerifications: "View all",
  details: "Details",
};

export function refusalText(refusal: Refusal & { reason?: string }): string {
  switch (refusal.code) {
    case "email_invalid":
    case "phone_invalid":
      return refusal.reason ?? "Enter a valid email address, or a phone number with the country code.";
    case "identifier_exists":
      return "This user already has this identifier.";
    case "identifier_taken":
      return "Another user in this project has already verified this identifier.";
    case "external_id_taken":
      return "Another user in this project already has this external ID.";
    case "user_not_found":
      return "This user no longer exists. Reload the page.";
    case "identifier_not_found":
      return "The user no longer has this identifier. Reload the page.";
    case "social_account_not_found":
      return "The user no longer has this account. Reload the page.";
    default:
      return "Something went wrong. Reload the page and try again.";
  }
}
