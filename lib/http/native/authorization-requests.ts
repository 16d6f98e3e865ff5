import { z } from "zod";
import { idOf } from "./fields";

/** Visible ASCII: it travels in URLs. */
const state = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[\x21-\x7e]+$/, "expected visible ASCII characters");

export const BeginAuthorizationBody = z
  .strictObject({
    connectorId: idOf("con")
      .optional()
      .meta({ description: "Defaults to the connector the verification was started with." }),
    redirectUri: z.string().min(1).max(2000).meta({
      description: "One of the project's `returnUrls`, registered with the provider.",
      example: "https://app.example.com/social/callback",
    }),
    state: state.optional().meta({
      description: "Your own state. If omitted, one is created and included in `authorizationUrl`.",
    }),
    scope: z
      .string()
      .regex(
        /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/,
        "expected scopes separated by spaces",
      )
      .max(1000)
      .optional()
      .meta({ description: "Overrides the connector's scope." }),
  })
  .meta({ id: "BeginAuthorization" });

export const FinishAuthorizationBody = z
  .strictObject({
    parameters: z
      .record(z.string().max(64), z.string().max(8000))
      .refine((given) => Object.keys(given).length <= 30, "at most 30 parameters")
      .meta({
        description:
          "All query parameters of the redirect, unchanged: `code` or `error`, `state` and any others.",
        example: { code: "4/P7q7W91a-oMsCeLvIaQm6bTrgtp7", state: "af0ifjsldkj" },
      }),
  })
  .meta({ id: "FinishAuthorization" });
