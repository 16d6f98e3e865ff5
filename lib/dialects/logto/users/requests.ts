import { z } from "zod/v3";
import { email, jsonObject, phone } from "../wire";

const username = z.string().regex(/^[A-Z_a-z]\w*$/);
const name = z.string().max(128);
const avatar = z.string().url().max(2048).or(z.literal("")).nullable();

export const CreateUserBody = z.object({
  primaryPhone: phone.optional(),
  primaryEmail: email.optional(),
  username: username.max(128).optional(),
  password: z.string().min(1).max(1024).optional(),
  passwordDigest: z.string().optional(),
  passwordAlgorithm: z.string().optional(),
  name: name.optional(),
  avatar: avatar.optional(),
  customData: jsonObject.optional(),
  profile: jsonObject.optional(),
});
export type CreateUserRequest = z.output<typeof CreateUserBody>;

export const ChangeUserBody = z.object({
  username: username.max(128).or(z.literal("")).nullable().optional(),
  primaryEmail: email.or(z.literal("")).nullable().optional(),
  primaryPhone: phone.or(z.literal("")).nullable().optional(),
  name: name.nullable().optional(),
  avatar: avatar.optional(),
  customData: jsonObject.optional(),
  profile: jsonObject.optional(),
});
export type ChangeUserRequest = z.output<typeof ChangeUserBody>;

export const PasswordBody = z.object({ password: z.string().min(1).max(1024) });

export const SuspensionBody = z.object({ isSuspended: z.boolean() });

/** An account verified by a provider's response. */
export const ProveIdentityBody = z.object({ connectorId: z.string(), connectorData: jsonObject });

/** An account that a backend vouches for. */
export const AssertIdentityBody = z.object({
  userId: z.string().min(1).max(255),
  details: jsonObject.optional(),
});

/** `readSearch` refuses what it doesn't understand, as on the vendor's server. */
export const ListUsersQuery = z.record(z.unknown());
