import type { Refusal } from "@/lib/result";

export const text = {
  title: "Team",
  description: "Everyone with access to this project’s console, and their roles.",
  tableLabel: "Team",
  member: "Team member",
  role: "Role",
  signedIn: "Last signed in",
  never: "Never",
  companyAccount: (company: string) => `${company} account`,
  linked: "Linked",
  notLinked: "Not linked",
  unlink: "Unlink",
  unlinkTitle: (email: string, company: string) => `Unlink ${email} from ${company}?`,
  unlinkText: (company: string) =>
    `They are signed out everywhere. The next ${company} account that signs in with this address is linked instead. To take their access away, remove them from the team.`,
  you: "You",
  actions: "Actions",
  add: "Invite team member",
  addText: "We’ll email them a link that works once, for 7 days.",
  email: "Email",
  emailInvalid: "Enter a valid email address.",
  addButton: "Send invitation",
  invited: "Invitation sent",
  newLink: {
    secretTitle: "Share this link",
    secretText:
      "We couldn’t email the invitation, because no email provider accepted it. Send the link yourself. We don’t show it again.",
    secret: "Invitation link",
    done: "Done",
  },
  pending: "Invited",
  expires: "Expires",
  revoke: "Revoke",
  revokeTitle: (email: string) => `Revoke the invitation for ${email}?`,
  revokeText: "The link in their email stops working.",
  roleOf: (email: string) => `Role of ${email}`,
  changed: "Role changed",
  remove: "Remove",
  removeTitle: (email: string) => `Remove ${email} from the team?`,
  secondFactor: "Second factor",
  secondFactorText: "A passkey or an authenticator app, in addition to the sign-in code.",
  required: "Everyone on the team needs a second factor",
  save: "Save changes",
  saved: "Changes saved",
  removeText:
    "They lose access to this project immediately and are signed out everywhere. They keep their other projects.",
};

export const roleHints = {
  owner: "Full access, including the team",
  admin: "Manages API keys, users, settings and providers",
  support: "Reads messages, and resends and cancels verifications",
  viewer: "Reads everything except messages and codes",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "last_owner":
      return "A project needs at least one owner. Make someone else an owner first.";
    case "already_in_team":
      return "This person is already on the team.";
    case "not_linked":
      return "This person is no longer linked. Reload the page.";
    case "not_in_team":
      return "This person is no longer on the team. Reload the page.";
    default:
      return "Something went wrong. Reload the page and try again.";
  }
}
