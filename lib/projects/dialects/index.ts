import { z } from "zod";
import { withoutDefaults } from "../without-defaults";
import { corbadoSettings } from "./corbado";
import { identitySchemasToSet } from "./identity-schema";
import { kratosSettings } from "./kratos";
import { logtoSettings } from "./logto";
import { transmitSettings } from "./transmit";
import { twilioSettings } from "./twilio";

export type { CorbadoSettings } from "./corbado";
export type { ForeignIssuer } from "./foreign-issuer";
export { compileIdentitySchema, type IdentitySchema, type MarkedTrait } from "./identity-schema";
export type { KratosSettings } from "./kratos";
export {
  type LogtoAccountCenter,
  type LogtoEmailTemplate,
  type LogtoMessageConnector,
  type LogtoSettings,
  type LogtoSignInExperience,
  logtoAccountCenter,
  logtoEmailTemplate,
  logtoMessageConnector,
  logtoSignInExperience,
  logtoUsageTypes,
} from "./logto";
export { applicationName, type TransmitSettings } from "./transmit";
export type {
  TwilioBucket,
  TwilioRateLimit,
  TwilioService,
  TwilioSettings,
  TwilioTemplate,
} from "./twilio";

/*
 * A project's settings for each dialect. The schemas are here, below the dialects that use them, so that a dialect's folder
 * can be deleted: the project still compiles and existing rows can still be read.
 */

/** Every dialect's settings. Omitted ones have the dialect's defaults. */
export const dialectSettings = z.strictObject({
  corbado: corbadoSettings.prefault({}),
  kratos: kratosSettings.prefault({}),
  logto: logtoSettings.prefault({}),
  transmit: transmitSettings.prefault({}),
  twilio: twilioSettings.prefault({}),
});
export type DialectSettings = z.infer<typeof dialectSettings>;

/** A patch, merged member by member. Lists are replaced as a whole. */
export const dialectsPatch = z
  .strictObject({
    corbado: z.strictObject(withoutDefaults(corbadoSettings.shape)).partial(),
    kratos: z
      .strictObject({ ...withoutDefaults(kratosSettings.shape), schemas: identitySchemasToSet })
      .partial(),
    logto: z.strictObject(withoutDefaults(logtoSettings.shape)).partial(),
    transmit: z.strictObject(withoutDefaults(transmitSettings.shape)).partial(),
    twilio: z.strictObject(withoutDefaults(twilioSettings.shape)).partial(),
  } satisfies Record<keyof DialectSettings, z.ZodType>)
  .partial();
export type DialectsPatch = z.infer<typeof dialectsPatch>;
