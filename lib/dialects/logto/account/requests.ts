import { z } from "zod/v3";
import { email, identifier, jsonObject, phone } from "../wire";

export const ProvePasswordBody = z.object({ password: z.string().min(1) });

export const StartCodeBody = z.object({
  identifier,
  // A union, because the vendor reports an unknown type as an `invalid_union` issue.
  templateType: z.union([z.literal("BindMfa"), z.literal("UserPermissionValidation")]).optional(),
});

/** The member is `verificationId` here, although responses say `verificationRecordId`. */
export const CheckCodeBody = z.object({ identifier, verificationId: z.string(), code: z.string() });

export const StartSocialBody = z.object({
  state: z.string(),
  redirectUri: z.string(),
  scope: z.string().optional(),
  connectorId: z.string(),
});

export const FinishSocialBody = z.object({ connectorData: jsonObject, verificationRecordId: z.string() });

const newIdentifierVerificationRecordId = z.string();

export const PrimaryEmailBody = z.object({ email, newIdentifierVerificationRecordId });
export const PrimaryPhoneBody = z.object({ phone, newIdentifierVerificationRecordId });
export const IdentityBody = z.object({ newIdentifierVerificationRecordId });
