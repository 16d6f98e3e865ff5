export const text = {
  title: "Dialects",
  description:
    "Countersign accepts the API calls of other vendors. Keep your code and change only the base URL and the credentials.",
  baseUrl: "Base URL",
  snippet: (name: string) => `Example request for ${name}`,
  keyNote: "In the examples, COUNTERSIGN_KEY is an API key of this project.",
  createKey: "Create a key",
  settings: "You can change other dialect settings through the API.",
  schemas: "Identity schemas for Ory Kratos",
  schemasText:
    "JSON Schemas of draft 7 with the extension ory.sh/kratos. They say which traits identities have, and which of them are addresses. Without your own, there is the built-in schema default with email and phone.",
  schemaId: "Schema ID",
  schemaIdHint: "As in identity.schemas of your Kratos configuration. A schema with the same ID is replaced.",
  schema: "JSON Schema",
  saveSchema: "Save schema",
  removeSchema: (id: string) => `Remove ${id}`,
  removeSchemaTitle: (id: string) => `Remove the schema ${id}?`,
  removeSchemaText: "Its identities stay, but they can’t be changed until a schema with this ID is back.",
  settingsLink: "API reference",
};
