import { z } from "zod";

const anything = z.record(z.string(), z.unknown());

export const IdentitiesResource = z.record(
  z.string(),
  z.strictObject({ userId: z.string(), details: anything }),
);

/** A user as a backend sees one. */
export const UserResource = z.strictObject({
  id: z.string(),
  username: z.string().nullable(),
  primaryEmail: z.string().nullable(),
  primaryPhone: z.string().nullable(),
  name: z.string().nullable(),
  avatar: z.string().nullable(),
  customData: anything,
  identities: IdentitiesResource,
  lastSignInAt: z.number().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
  profile: anything,
  applicationId: z.string().nullable(),
  isSuspended: z.boolean(),
  hasPassword: z.boolean(),
  ssoIdentities: z.array(z.unknown()),
});
