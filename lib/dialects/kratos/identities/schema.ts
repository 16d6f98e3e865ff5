/** The channel of a verifiable trait. */
export type Via = "email" | "sms";

const extension = <C extends object>(via: Via, credentials: C = {} as C) => ({
  "ory.sh/kratos": {
    verification: { via },
    recovery: { via },
    credentials: { ...credentials, code: { identifier: true, via } },
  },
});

/** The schema of every project. Other traits are kept as they are. */
export const defaultSchema = {
  $id: "default",
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Person",
  type: "object",
  properties: {
    traits: {
      type: "object",
      properties: {
        email: {
          type: "string",
          format: "email",
          title: "Email",
          maxLength: 320,
          ...extension("email", { password: { identifier: true } }),
        },
        phone: { type: "string", format: "tel", title: "Phone number", maxLength: 320, ...extension("sms") },
      },
      additionalProperties: true,
    },
  },
} as const;

export const defaultSchemaId = "default";

/** The traits that contain addresses, in the order of the addresses. */
export const addressTraits = [
  { name: "email", via: "email", type: "email" },
  { name: "phone", via: "sms", type: "phone" },
] as const;

/** Whether an id, plain or in base64url, is the schema's. */
export function isDefaultSchema(id: string): boolean {
  return id === defaultSchemaId || Buffer.from(id, "base64url").toString("utf8") === defaultSchemaId;
}

export const schemaUrl = (base: string, id: string) =>
  `${base}/schemas/${Buffer.from(id, "utf8").toString("base64url")}`;
