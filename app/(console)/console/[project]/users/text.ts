import type { Refusal } from "@/lib/result";

export const text = {
  title: "Users",
  description: "People whose proofs are kept: a directory, not accounts.",
  search: "Search users",
  searchHint: "Whole address or number, your user id, or usr_…",
  tableLabel: "Users",
  person: "User",
  unnamed: "Without a name",
  identifiers: "Identifiers",
  externalId: "Your id",
  externalIdHint: "The id that your application knows this person by.",
  created: "Created",
  create: "New user",
  createText: "Applications make users by API. By hand is for trying out and for repairs.",
  createButton: "Create user",
  name: "Name",
  address: "Email address or phone number",
  addressHint: "Phone numbers with country code: +4915112345678",
  asserted: "It is known to be theirs",
  assertedHint: "Counts as verified, with the evidence “asserted” instead of a proof.",
  cancel: "Cancel",
  emptyTitle: "No user yet",
  emptyText: "Users appear when your application creates them, or a verification names one.",
  noneTitle: "Nobody matches",
  noneText: "Users are found by a whole address, a whole number, or an id.",
  noneAction: "Show all users",
  id: "Id",
  edit: "Edit",
  editTitle: "Edit user",
  save: "Save",
  delete: "Delete user",
  deleteTitle: (name: string) => `Delete ${name}?`,
  deleteText: "All identifiers go with the user. Verifications stay, as the record of what was proven when.",
  keep: "Keep",
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
  madePrimary: "It is the primary one now",
  remove: "Remove",
  removeTitle: (value: string) => `Remove ${value}?`,
  removeText: "The user no longer holds it. Whoever proves it next may hold it instead.",
  actions: "Actions",
  noIdentifiers: "None yet.",
  socialAccounts: "Social accounts",
  noSocialAccounts: "None yet.",
  account: "Account",
  unlink: "Unlink",
  unlinkTitle: (name: string) => `Unlink ${name}?`,
  unlinkText: "The user no longer has this account. Whoever proves it next may have it instead.",
  emailVouched: "vouched for by the provider",
  verifications: "Verifications",
  noVerifications: "None named this user.",
  allVerifications: "All of them",
  details: "Details",
};

export function refusalText(refusal: Refusal & { reason?: string }): string {
  switch (refusal.code) {
    case "email_invalid":
    case "phone_invalid":
      return refusal.reason ?? "This is no address and no number.";
    case "identifier_exists":
      return "This user has it already.";
    case "identifier_taken":
      return "Another user of the project holds it verified.";
    case "external_id_taken":
      return "Another user of the project has this id.";
    case "user_not_found":
      return "There is no such user any more.";
    case "identifier_not_found":
    case "social_account_not_found":
      return "The user no longer has it.";
    default:
      return "It did not work. Load the page again to see how it stands.";
  }
}
