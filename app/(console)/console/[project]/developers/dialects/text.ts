export const text = {
  title: "Dialects",
  description:
    "Applications that were written for another vendor keep their calls: only the address and the credentials change.",
  baseUrl: "Base URL",
  snippet: (name: string) => `A first call in ${name}’s language`,
  keyNote: "COUNTERSIGN_KEY is an API key of this project.",
  makeKey: "Make one",
  settings: "What a dialect lets a project set is part of the project’s settings:",
  settingsLink: "see the API reference",
};
