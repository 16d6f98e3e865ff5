import type { Refusal } from "@/lib/result";

export const text = {
  title: "Connectors",
  description: "Connectors let people verify their Google, Microsoft, GitHub and other accounts.",
  add: "Add connector",
  newTitle: "Add a connector",
  newText: "Choose the identity provider that people sign in with.",
  emptyTitle: "No connectors yet",
  emptyText: "Without a connector, people can verify only email addresses and phone numbers.",
  enabled: "Enabled",
  disabled: "Disabled",
  sandbox: "Sandbox",
  sandboxText:
    "The sandbox comes with Countersign, for testing. Anyone can sign in there as anyone. Delete this connector when you’ve set up another one. To turn the sandbox off, set SANDBOX_IDENTITY_PROVIDER=off.",
  target: "Short name",
  targetHint: "Identifies this connector’s accounts in the API and in exports. You can’t change it later.",
  targetInvalid: "Use up to 40 lowercase letters, digits, _ and -. Start with a letter or digit.",
  name: "Name",
  nameHint: "Shown on the sign-in button.",
  logoUrl: "Logo URL",
  logoUrlHint: "Shown next to the name. If empty, we show the provider’s own logo.",
  logoUrlInvalid: "Enter a URL that starts with https://.",
  enabledLabel: "People can use this connector",
  redirectUri: "Redirect URI",
  redirectUriHint: "Register exactly this URI with the provider, for a client of type “web application”.",
  setup: "Setup",
  setupText: "Create a client at the provider with this redirect URI, then enter its credentials below.",
  settings: "Settings",
  create: "Add connector",
  save: "Save changes",
  saved: "Changes saved",
  created: "Connector added. Test it now.",
  edit: "Edit",
  test: "Test",
  testText: "Checks that the provider responds and recognizes the client. No one signs in.",
  outcomes: {
    accepted: "Connection works",
    authorization_denied: "Refused by the provider",
    provider_refused: "Refused by the provider",
    provider_unavailable: "Provider unavailable",
    provider_answer_invalid: "Invalid response from the provider",
  },
  remove: "Delete",
  removeTitle: (name: string) => `Delete connector “${name}”?`,
  removeText:
    "People can no longer use it, and its credentials are deleted. Accounts that were verified with it are kept.",
};

export function refusalText(refusal: Refusal): string {
  switch (refusal.code) {
    case "connector_target_taken":
      return "Another connector in this project already uses this short name.";
    case "connector_config_invalid":
      return "Some settings aren’t valid. Check the fields below.";
    default:
      return "This connector no longer exists. Reload the page.";
  }
}
