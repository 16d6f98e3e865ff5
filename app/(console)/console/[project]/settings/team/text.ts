import type { Refusal } from "@/lib/result";

export const text = {
  title: "Team",
  description: "Who may open this project’s console, and what they may do there.",
  tableLabel: "Team",
  person: "Operator",
  role: "Role",
  signedIn: "Last signed in",
  never: "Never",
  you: "You",
  actions: "Actions",
  add: "Add operator",
  addText: "They sign in with a code to this address. Nothing is sent now: tell them where the console is.",
  email: "Email",
  addButton: "Add",
  cancel: "Cancel",
  roleOf: (email: string) => `Role of ${email}`,
  changed: "The role was changed",
  remove: "Remove",
  removeTitle: (email: string) => `Remove ${email} from the team?`,
  removeText: "They lose this project at once, also where they are signed in. Other projects stay.",
  keep: "Keep",
};

export const roleHints = {
  owner: "Everything, and the team",
  admin: "Keys, users, settings, providers",
  support: "Reads messages; resends and cancels",
  viewer: "Reads, but neither codes nor messages",
};

export function refusalText({ code }: Refusal): string {
  switch (code) {
    case "last_owner":
      return "Somebody has to own the project. Make another operator owner first.";
    case "operator_disabled":
      return "This operator was disabled, and may not sign in any more.";
    case "already_in_team":
      return "They are in the team already.";
    case "not_in_team":
      return "They left the team meanwhile.";
    default:
      return "It did not work. Load the page again to see how it stands.";
  }
}
