import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { findUser } from "@/lib/users";
import type { LoadedVerification } from "@/lib/verification";
import { showNumber } from "../ids";
import { contextOf, showRecord } from "../records/record";
import { proofOf } from "../records/social-proof";
import { detailsOf } from "../users/user-profile";
import { listRecords } from "./find-record";
import type { OpenInteraction, StagedProfile } from "./interaction";

export const VerificationReference = z.strictObject({ verificationId: z.string() });

export const toVerificationReference = (
  record: LoadedVerification,
): z.input<typeof VerificationReference> => ({
  verificationId: showRecord(record),
});

export const AuthorizationUri = z.strictObject({ authorizationUri: z.string(), verificationId: z.string() });

export const Redirect = z.strictObject({ redirectTo: z.string() });

/** The interaction's response schema. It has neither passwords nor provider secrets. */
export const InteractionResource = z.strictObject({
  interactionEvent: z.string(),
  userId: z.string().optional(),
  profile: z.record(z.string(), z.unknown()),
  verificationRecords: z.array(
    z.strictObject({
      id: z.string(),
      type: z.string(),
      verified: z.boolean(),
      identifier: z.strictObject({ type: z.string(), value: z.string() }).optional(),
      templateType: z.string().optional(),
      connectorId: z.string().optional(),
      socialUserInfo: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  mfa: z.strictObject({}),
  captcha: z.strictObject({ verified: z.boolean(), skipped: z.boolean() }),
});

/** The interaction as the sign-in page can see it. */
export async function showInteraction(
  ctx: Ctx,
  interaction: OpenInteraction,
): Promise<z.input<typeof InteractionResource>> {
  const { event, userId, profile, captcha } = interaction;
  const user = userId === undefined ? null : await findUser(ctx, userId);
  const records = await listRecords(ctx, interaction);
  return {
    interactionEvent: event,
    ...(user?.ok && { userId: showNumber(user.value.number) }),
    profile: showProfile(profile, records),
    verificationRecords: records.map(showOne),
    mfa: {},
    captcha,
  };
}

function showProfile(
  { email, phone, username, name, avatar, accounts, extra }: StagedProfile,
  records: LoadedVerification[],
) {
  const account = records.find(({ id }) => accounts?.includes(id));
  return {
    ...(email && { primaryEmail: email.value }),
    ...(phone && { primaryPhone: phone.value }),
    ...(username !== undefined && { username }),
    ...(name !== undefined && { name }),
    ...(avatar !== undefined && { avatar }),
    ...(extra && { profile: extra }),
    ...(account && {
      socialIdentity: { target: proofOf(account).provider, userInfo: infoOf(account) },
    }),
  };
}

function infoOf(record: LoadedVerification): Record<string, unknown> {
  const { subject, profile, rawClaims } = proofOf(record);
  return detailsOf(subject, profile, rawClaims);
}

function showOne(record: LoadedVerification) {
  const { type, identifier, usage, connectorId } = contextOf(record);
  return {
    id: showRecord(record),
    type,
    verified: record.verifiedAt !== null,
    ...(identifier && { identifier }),
    ...(usage && { templateType: usage }),
    ...(connectorId && { connectorId }),
    ...(type === "Social" && record.verifiedAt && { socialUserInfo: infoOf(record) }),
  };
}
