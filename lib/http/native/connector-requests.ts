import { z } from "zod";
import { idOf } from "./fields";

export const ConnectorParams = z.strictObject({ id: idOf("con") });

const shape = {
  name: z.string().trim().min(1).max(80).optional().meta({ description: "What people read on the button." }),
  logoUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .optional()
    .meta({ description: "Beside the name. Null: the kind's own mark." }),
  enabled: z.boolean().optional().meta({ description: "True by default." }),
};
const config = z
  .record(z.string().max(64), z.unknown())
  .optional()
  .meta({ description: "As the kind's schema says (GET /connector-kinds). Secret members are write-only." });

const google = { clientId: "4711.apps.googleusercontent.com", clientSecret: "…" };

export const CreateConnectorBody = z
  .strictObject({
    kind: z.string().min(1).max(40).meta({ example: "google" }),
    target: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "expected 1 to 40 of a-z, 0-9, _ and -")
      .optional()
      .meta({
        description:
          "The name under which accounts are kept: the kind's own by default, unique in the project, and fixed.",
      }),
    ...shape,
    config,
  })
  .meta({ id: "CreateConnector", example: { kind: "google", config: google } });

export const UpdateConnectorBody = z
  .strictObject({
    ...shape,
    config: config.meta({ description: "What is left out stays as it is; null takes a member away." }),
  })
  .meta({ id: "UpdateConnector", example: { enabled: false } });

/** The body as verbs take it. What was left out stays left out: only what is named is changed, and recorded. */
export function givenConnector<T extends { enabled?: boolean }>({ enabled, ...given }: T) {
  return { ...given, ...(enabled !== undefined && { isEnabled: enabled }) };
}
