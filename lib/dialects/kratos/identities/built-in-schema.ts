const extension = <C extends object>(via: "email" | "sms", credentials: C = {} as C) => ({
  "ory.sh/kratos": {
    verification: { via },
    recovery: { via },
    credentials: { ...credentials, code: { identifier: true, via } },
  },
});

export const builtInSchemaId = "default";

/** The schema of projects without their own. Other traits are kept as they are. */
export const builtInSchema = {
  $id: builtInSchemaId,
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
