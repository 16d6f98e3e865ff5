import type { UserRefusal } from "@/lib/users";
import type { Problem } from "./problem";

/** The problems for refusals of `lib/users`. The engine shares some of them, because it links identifiers to users. */
export const directoryProblems: {
  [C in UserRefusal["code"]]: Problem<Extract<UserRefusal, { code: C }>>;
} = {
  email_invalid: {
    status: 422,
    title: "Invalid email address.",
    detail: (r) => r.reason,
    members: (r) => ({ reason: r.reason }),
    advice:
      "Check the address for typos. It must follow RFC 5321 without a quoted local part; international domains are fine.",
  },
  phone_invalid: {
    status: 422,
    title: "Invalid phone number.",
    detail: (r) => r.reason,
    members: (r) => ({ reason: r.reason }),
    advice: "Send the number in E.164 format (+4915112345678), or in national format with `country`.",
  },
  user_not_found: {
    status: 404,
    title: "User not found.",
    detail: () => "The project has no user with this id.",
    advice: "Create the user first, or omit userId.",
  },
  external_id_taken: {
    status: 409,
    title: "Another user has this external ID.",
    detail: () => "External IDs are unique in a project. Nothing was changed.",
    advice: "Find that user with GET /api/v1/users?externalId=…",
  },
  identifier_not_found: {
    status: 404,
    title: "Identifier not found.",
    detail: () => "The user has no identifier with this id.",
    advice: "Get the user to see its identifiers.",
  },
  identifier_exists: {
    status: 409,
    title: "The user already has this identifier.",
    detail: () =>
      "Emails are compared without surrounding spaces and in lower case, phone numbers in E.164 format. Nothing was changed.",
    advice:
      "Get the user to see its identifiers. To mark one as verified, remove it and add it again with `verified: true`.",
  },
  identifier_taken: {
    status: 409,
    title: "Another user has verified this identifier.",
    detail: () => "Only one user in a project can have it verified. Nothing was changed.",
    advice: "If it should belong to this user, remove it from the other one first.",
  },
  social_account_not_found: {
    status: 404,
    title: "Social account not found.",
    detail: () => "The user has no social account with this id.",
    advice: "Get the user to see its social accounts.",
  },
  social_account_exists: {
    status: 409,
    title: "The user already has this social account.",
    detail: () => "Accounts with the same provider and subject are the same account. Nothing was changed.",
    advice: "Get the user to see its social accounts.",
  },
  social_account_taken: {
    status: 409,
    title: "The social account is linked to another user.",
    detail: () =>
      "It is already linked to another user of the project, or a different issuer proved an account with the same subject. Nothing was changed or verified.",
    advice: "If it should belong to this user, remove it from the other one first.",
  },
};
