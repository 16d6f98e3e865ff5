import { z } from "zod";
import { showRecord } from "../records/record";

/** A new record, with its expiry as an ISO 8601 instant. */
export const NewRecord = z.strictObject({ verificationRecordId: z.string(), expiresAt: z.string() });

export const NewSocialRecord = z.strictObject({
  verificationRecordId: z.string(),
  authorizationUri: z.string(),
  expiresAt: z.string(),
});

export const RecordReference = z.strictObject({ verificationRecordId: z.string() });

export function toNewRecord(record: { id: string; expiresAt: Date }): z.input<typeof NewRecord> {
  return { verificationRecordId: showRecord(record), expiresAt: record.expiresAt.toISOString() };
}

export function toReference(record: { id: string }): z.input<typeof RecordReference> {
  return { verificationRecordId: showRecord(record) };
}

const text = z.string().nullable();
const instant = z.number().nullable();

/** Members that the token's scopes or the project's settings hide are left out. */
export const AccountResource = z
  .strictObject({
    id: z.string(),
    username: text,
    primaryEmail: text,
    primaryPhone: text,
    name: text,
    avatar: text,
    customData: z.record(z.string(), z.unknown()),
    identities: z.record(
      z.string(),
      z.strictObject({ userId: z.string(), details: z.record(z.string(), z.unknown()) }),
    ),
    lastSignInAt: instant,
    createdAt: z.number(),
    updatedAt: z.number(),
    profile: z.record(z.string(), z.unknown()),
    applicationId: text,
    isSuspended: z.boolean(),
    hasPassword: z.boolean(),
    ssoIdentities: z.array(z.unknown()),
    hasSecurityVerificationMethod: z.boolean(),
  })
  .partial();
