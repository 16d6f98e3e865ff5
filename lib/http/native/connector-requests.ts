import { z } from "zod";
import { idOf } from "./fields";

export const ConnectorParams = z.strictObject({ id: idOf("con") });

const shape = {
  name: z.string().trim().min(1).max(80).optional().meta({ description: "Shown on the sign-in button." }),
  logoUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .optional()
    .meta({ description: "Shown next to the name. Null: the kind's own logo." }),
  enabled: z.boolean().optional().meta({ description: "Defaults to true." }),
};
const config = z
  .record(z.string().max(64), z.unknown())
  .optional()
  .meta({ description: "See the kind's schema in GET /connector-kinds. Secret members are write-only." });

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
          "The name that accounts of this connector are stored under. Unique in the project, cannot be changed, defaults to the kind's own.",
      }),
    ...shape,
    config,
  })
  .meta({ id: "CreateConnector", example: { kind: "google", config: google } });

export const UpdateConnectorBody = z
  .strictObject({
    ...shape,
    config: config.meta({ description: "Omitted members keep their value; null removes one." }),
  })
  .meta({ id: "UpdateConnector", example: { enabled: false } });

/** The body as verb input. Omitted members stay omitted, so they are neither changed nor recorded. */
export function givenConnector<T extends { enabled?: boolean }>({ enabled, ...given }: T) {
  return { ...given, ...(enabled !== undefined && { isEnabled: enabled }) };
}
