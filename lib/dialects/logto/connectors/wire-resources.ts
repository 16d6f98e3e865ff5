import { z } from "zod";

const described = {
  id: z.string(),
  type: z.enum(["Email", "Sms", "Social"]),
  target: z.string(),
  platform: z.enum(["Native", "Universal", "Web"]).nullable(),
  name: z.record(z.string(), z.string()),
  description: z.record(z.string(), z.string()),
  logo: z.string(),
  logoDark: z.string().nullable(),
  readme: z.string(),
  isStandard: z.boolean(),
  isDemo: z.boolean(),
  isTokenStorageSupported: z.boolean(),
};

export const FactoryResource = z.strictObject(described);

export const ConnectorResource = z.strictObject({
  ...described,
  connectorId: z.string(),
  config: z.record(z.string(), z.unknown()),
  metadata: z.record(z.string(), z.unknown()),
  syncProfile: z.boolean(),
  enableTokenStorage: z.boolean(),
  extraInfo: z.null(),
});
