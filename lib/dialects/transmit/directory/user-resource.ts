import { z } from "zod";
import { toShortId } from "@/lib/id";
import type { User, UserIdentifier } from "@/lib/users";
import { Profile, profileOf } from "./profile";

const Email = z.strictObject({
  value: z.string(),
  email_verified: z.boolean(),
  /** ISO 8601. Absent while unverified. */
  verified_at: z.string().optional(),
});

const PhoneNumber = z.strictObject({
  value: z.string(),
  phone_number_verified: z.boolean(),
  verified_at: z.string().optional(),
});

export const UserResource = z.strictObject({
  user_id: z.string(),
  /** `Disabled` is a suspended user. */
  status: z.enum(["Active", "Disabled"]),
  external_user_id: z.string().optional(),
  /** Milliseconds since 1970. */
  created_at: z.int(),
  updated_at: z.int(),
  email: Email.optional(),
  secondary_emails: z.array(Email),
  phone_number: PhoneNumber.optional(),
  secondary_phone_numbers: z.array(PhoneNumber),
  username: z.string().optional(),
  ...Profile.shape,
});

export const UserAnswer = z.strictObject({ result: UserResource });

/** A user in the vendor's format. Identifiers that are not primary are listed as secondary. */
export function toUserResource(user: User): z.input<typeof UserResource> {
  const emails = user.identifiers.filter(({ type }) => type === "email");
  const phones = user.identifiers.filter(({ type }) => type === "phone");
  const [email, phone] = [emails.find(isPrimary), phones.find(isPrimary)];
  const username = user.identifiers.find(({ type }) => type === "username");
  return {
    user_id: toShortId(user.id),
    status: user.suspendedAt ? "Disabled" : "Active",
    ...(user.externalId !== null && { external_user_id: user.externalId }),
    created_at: user.createdAt.getTime(),
    updated_at: updatedAt(user),
    ...(email && { email: toEmail(email) }),
    secondary_emails: emails.filter((held) => !held.isPrimary).map(toEmail),
    ...(phone && { phone_number: toPhoneNumber(phone) }),
    secondary_phone_numbers: phones.filter((held) => !held.isPrimary).map(toPhoneNumber),
    ...(username && { username: username.value }),
    ...profileOf(user),
  };
}

export const toUserAnswer = (user: User) => ({ result: toUserResource(user) });

const isPrimary = (held: UserIdentifier) => held.isPrimary;

function toEmail({ value, verifiedAt }: UserIdentifier): z.input<typeof Email> {
  return { value, email_verified: verifiedAt !== null, ...dated(verifiedAt) };
}

function toPhoneNumber({ value, verifiedAt }: UserIdentifier): z.input<typeof PhoneNumber> {
  return { value, phone_number_verified: verifiedAt !== null, ...dated(verifiedAt) };
}

const dated = (verifiedAt: Date | null) => verifiedAt && { verified_at: verifiedAt.toISOString() };

/** Identifiers are part of the user here, so their changes count. */
function updatedAt({ updatedAt, identifiers }: User): number {
  const instants = identifiers.flatMap((held) => [held.createdAt, held.verifiedAt ?? held.createdAt]);
  return Math.max(...[updatedAt, ...instants].map((instant) => instant.getTime()));
}
