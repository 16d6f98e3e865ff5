import { z } from "zod/v3";
import { email, identifier, jsonObject, phone } from "../wire";

export const ProvePasswordBody = z.object({ password: z.string().min(1) });

export const StartCodeBody = z.object({
  identifier,
  templateType: z.enum(["BindMfa", "UserPermissionValidation"]).optional(),
});

/** The key is `verificationId` here, though answers say `verificationRecordId`. */
export const CheckCodeBody = z.object({ identifier, verificationId: z.string(), code: z.string() });

export const StartSocialBody = z.object({
  connectorId: z.string(),
  state: z.string(),
  redirectUri: z.string(),
  scope: z.string().optional(),
});

export const FinishSocialBody = z.object({ verificationRecordId: z.string(), connectorData: jsonObject });

const newIdentifierVerificationRecordId = z.string();

export const PrimaryEmailBody = z.object({ email, newIdentifierVerificationRecordId });
export const PrimaryPhoneBody = z.object({ phone, newIdentifierVerificationRecordId });
export const IdentityBody = z.object({ newIdentifierVerificationRecordId });
