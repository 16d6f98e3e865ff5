import { z } from "zod";
import { flag, integer, line } from "../wire/fields";

export const ServicePath = z.object({ serviceSid: z.string() });

/** Letters, digits, space, dash and underscore, and at most four digits, so that a name cannot contain a code. */
const friendlyName = line(1, 32)
  .regex(/^[\p{L}\p{N} _-]+$/u)
  .refine((name) => (name.match(/\p{N}/gu) ?? []).length <= 4);

const members = {
  CodeLength: integer(4, 10),
  LookupEnabled: flag,
  SkipSmsToLandlines: flag,
  DtmfInputRequired: flag,
  TtsName: line(1, 64),
  Psd2Enabled: flag,
  DoNotShareWarningEnabled: flag,
  CustomCodeEnabled: flag,
  DefaultTemplateSid: z.string().regex(/^HJ[0-9a-f]{32}$/),
  VerifyEventSubscriptionEnabled: flag,
};

const optional = z.object(members).partial().shape;

export const CreateServiceBody = z.object({ FriendlyName: friendlyName, ...optional });
export const UpdateServiceBody = z.object({ FriendlyName: friendlyName.optional(), ...optional });
