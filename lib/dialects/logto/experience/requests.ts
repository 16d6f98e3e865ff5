import { z } from "zod/v3";
import { email, identifier, jsonObject } from "../wire";
import { interactionEvents } from "./interaction";

const interactionEvent = z.enum(interactionEvents);

export const BeginBody = z.object({ interactionEvent, captchaToken: z.string().optional() });
export const EventBody = z.object({ interactionEvent });
export const SendCodeBody = z.object({ identifier, interactionEvent });
export const VerifyCodeBody = z.object({ identifier, verificationId: z.string(), code: z.string() });

export const AuthorizationUriBody = z.object({ state: z.string(), redirectUri: z.string() });
export const VerifySocialBody = z.object({
  connectorData: jsonObject,
  verificationId: z.string().optional(),
});

/** The vendor's pattern: a letter or an underscore, then letters, digits and underscores. */
const username = z
  .string()
  .regex(/^[A-Z_a-z]\w*$/)
  .max(128);
const password = z.string().min(1).max(256);

export const VerifyPasswordBody = z.object({
  // The vendor checks no format here. An impossible identifier is treated as wrong credentials.
  identifier: z.object({ type: z.enum(["username", "email", "phone"]), value: z.string().max(256) }),
  password,
});

export const VerifyOneTimeTokenBody = z.object({
  identifier: z.object({ type: z.literal("email"), value: email }),
  token: z.string().min(1),
});

export const IdentificationBody = z.object({
  verificationId: z.string().optional(),
  linkSocialIdentity: z.boolean().optional(),
});

export const ProfileBody = z.discriminatedUnion("type", [
  z.object({ type: z.literal("username"), value: username }),
  z.object({ type: z.literal("password"), value: password }),
  z.object({ type: z.literal("email"), verificationId: z.string() }),
  z.object({ type: z.literal("phone"), verificationId: z.string() }),
  z.object({ type: z.literal("social"), verificationId: z.string() }),
  z.object({
    type: z.literal("extraProfile"),
    values: z.record(z.string().regex(/^[\dA-Za-z]+$/), z.unknown()),
  }),
]);

export const PasswordBody = z.object({ password });
