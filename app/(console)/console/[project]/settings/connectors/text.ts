import type { Refusal } from "@/lib/result";

export const text = {
  title: "Connectors",
  description:
    "Where people prove an account of theirs: Google, Microsoft, GitHub, or any provider of your own.",
  add: "Add connector",
  newTitle: "Add a connector",
  newText: "Which provider do people sign in at?",
  emptyTitle: "No connector",
  emptyText: "Without one, people can prove addresses and numbers only.",
  enabled: "Enabled",
  disabled: "Disabled",
  sandbox: "Sandbox",
  sandboxText:
    "Comes with Countersign, for trying out: whoever signs in there says who they are and is believed. Delete it once another connector is set up; SANDBOX_IDENTITY_PROVIDER=off keeps it away.",
  target: "Short name",
  targetHint: "Its accounts are kept under this name, in the API and in exports. It cannot be changed later.",
  name: "Name",
  nameHint: "People read it on the button.",
  logoUrl: "Logo URL",
  logoUrlHint: "Beside the name, https only. Empty: the provider’s own mark.",
  enabledLabel: "People can choose it",
  redirectUri: "Redirect URI",
  redirectUriHint: "Register exactly this one at the provider, for a client of type “web application”.",
  setup: "Setup",
  setupText: "Make a client at the provider with this redirect URI, then enter here what it gives you.",
  settings: "Settings",
  create: "Add connector",
  save: "Save changes",
  saved: "Saved",
  created: "Added. Test it now.",
  edit: "Edit",
  test: "Test",
  testText: "Asks the provider whether it is there and knows the client. Nobody signs in.",
  outcomes: {
    accepted: "It works",
    authorization_denied: "Refused",
    provider_refused: "Refused",
    provider_unavailable: "Not available",
    provider_answer_invalid: "Its answer does not hold",
  },
  remove: "Delete",
  removeTitle: (name: string) => `Delete connector “${name}”?`,
  removeText:
    "Nobody can choose it from now on, and its credentials are deleted. Accounts that were proven there stay.",
  keep: "Keep",
};

export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "connector_target_taken":
      return "Another connector of the project has this short name.";
    case "connector_config_invalid":
      return "Something in it is not right.";
    default:
      return "There is no such connector any more.";
  }
}
