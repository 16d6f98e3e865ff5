export const text = {
  title: "Dialects",
  description:
    "Countersign accepts the API calls of other vendors. Keep your code and change only the base URL and the credentials.",
  baseUrl: "Base URL",
  snippet: (name: string) => `Example request for ${name}`,
  keyNote: "In the examples, COUNTERSIGN_KEY is an API key of this project.",
  createKey: "Create a key",
  settings: "You can change dialect settings through the API.",
  settingsLink: "API reference",
};
