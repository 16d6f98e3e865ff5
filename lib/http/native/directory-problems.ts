import type { UserRefusal } from "@/lib/users";
import type { Problem } from "./problems";

/** Every "no" of `lib/users`' verbs. Two of them are an engine's too, which binds identifiers to users. */
export const directoryProblems: {
  [C in UserRefusal["code"]]: Problem<Extract<UserRefusal, { code: C }>>;
} = {
  email_invalid: {
    status: 422,
    title: "This is not an email address that can receive mail.",
    detail: (r) => r.reason,
    members: (r) => ({ reason: r.reason }),
    advice: "Addresses are read by RFC 5321 without quoted local parts; international domains are fine.",
  },
  phone_invalid: {
    status: 422,
    title: "This is not a phone number.",
    detail: (r) => r.reason,
    members: (r) => ({ reason: r.reason }),
    advice: "Give the number in E.164 (+4915112345678), or as it is dialled at home together with `country`.",
  },
  user_not_found: {
    status: 404,
    title: "There is no such user.",
    detail: () => "The id belongs to no user of this project.",
    advice: "Create the user first, or leave userId out.",
  },
  external_id_taken: {
    status: 409,
    title: "Another user has this external id.",
    detail: () => "One user of the project may have it. Nothing was changed.",
    advice: "GET /api/v1/users?externalId=… finds the user who has it.",
  },
  identifier_not_found: {
    status: 404,
    title: "There is no such identifier.",
    detail: () => "The id belongs to no identifier of this user.",
    advice: "Read the user to see its identifiers.",
  },
  identifier_exists: {
    status: 409,
    title: "The user has this identifier already.",
    detail: () => "Identifiers are compared trimmed and in lower case, phones in E.164. Nothing was changed.",
    advice: "Read the user to see its identifiers. To assert one anew, remove it and add it as verified.",
  },
  identifier_taken: {
    status: 409,
    title: "Another user holds this identifier.",
    detail: () => "It is already verified for another user of the project, so nothing was changed.",
    advice: "Remove the identifier from the other user first, if that is right.",
  },
  social_account_not_found: {
    status: 404,
    title: "There is no such social account.",
    detail: () => "The id belongs to no social account of this user.",
    advice: "Read the user to see its social accounts.",
  },
  social_account_exists: {
    status: 409,
    title: "The user has this social account already.",
    detail: () => "Accounts are the same when provider and subject are. Nothing was changed.",
    advice: "Read the user to see its social accounts.",
  },
  social_account_taken: {
    status: 409,
    title: "Another user has this social account.",
    detail: () =>
      "It is already linked to another user of the project, or was proven by another issuer under the same name. Nothing was changed or verified.",
    advice: "Remove the account from the other user first, if that is right.",
  },
};
