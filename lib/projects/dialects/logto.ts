import { z } from "zod";

/*
 * The first four settings are ours and are set with the project's others. The rest is what Logto's clients set through its
 * API (`PATCH /api/sign-in-exp`, `/api/account-center`, `PUT /api/email-templates`), under Logto's names. Where Logto's
 * defaults would allow no verification at all, ours allow it.
 */

const control = z.enum(["Off", "ReadOnly", "Edit"]).default("Edit");

const identifierKind = z.enum(["email", "phone", "username"]);

const signInMethod = z.strictObject({
  identifier: identifierKind,
  password: z.boolean(),
  verificationCode: z.boolean(),
  isPasswordPrimary: z.boolean(),
});

const byCode = (identifier: "email" | "phone") =>
  ({ identifier, password: true, verificationCode: true, isPasswordPrimary: false }) as const;

const signUpIdentifier = z.enum(["email", "phone", "username", "emailOrPhone"]);

/** The parts of Logto's sign-in experience that concern verification. */
export const logtoSignInExperience = z.strictObject({
  verificationCodePolicy: z
    .strictObject({
      expirationDuration: z.int().min(60).max(3600).default(600),
      maxRetryAttempts: z.int().min(1).max(100).default(10),
    })
    .prefault({}),
  sentinelPolicy: z
    .strictObject({
      maxAttempts: z.int().min(1).max(1000).default(100),
      /** In minutes. */
      lockoutDuration: z.int().min(1).max(1440).default(60),
    })
    .prefault({}),
  emailBlocklistPolicy: z
    .strictObject({
      blockDisposableAddresses: z.boolean().default(false),
      blockSubaddressing: z.boolean().default(false),
      customAllowlist: z.array(z.string().max(320)).max(1000).default([]),
      customBlocklist: z.array(z.string().max(320)).max(1000).default([]),
    })
    .prefault({}),
  captchaPolicy: z.strictObject({ enabled: z.boolean().default(false) }).prefault({}),
  signInMode: z.enum(["SignIn", "Register", "SignInAndRegister"]).default("SignInAndRegister"),
  signUp: z
    .strictObject({
      identifiers: z.array(identifierKind).max(3).default(["email", "phone"]),
      password: z.boolean().default(false),
      verify: z.boolean().default(true),
      secondaryIdentifiers: z
        .array(z.strictObject({ identifier: signUpIdentifier, verify: z.boolean().optional() }))
        .max(4)
        .optional(),
    })
    .prefault({}),
  signIn: z
    .strictObject({
      methods: z
        .array(signInMethod)
        .max(3)
        .default([byCode("email"), byCode("phone")]),
    })
    .prefault({}),
  languageInfo: z
    .strictObject({
      autoDetect: z.boolean().default(true),
      fallbackLanguage: z.string().min(1).max(16).default("en"),
    })
    .prefault({}),
  forgotPasswordMethods: z
    .array(z.enum(["EmailVerificationCode", "PhoneVerificationCode"]))
    .max(2)
    .default(["EmailVerificationCode", "PhoneVerificationCode"]),
  socialSignIn: z
    .strictObject({
      automaticAccountLinking: z.boolean().optional(),
      skipRequiredIdentifiers: z.boolean().optional(),
    })
    .default({}),
});
export type LogtoSignInExperience = z.infer<typeof logtoSignInExperience>;

/** Logto's account center: what users can change themselves. */
export const logtoAccountCenter = z.strictObject({
  enabled: z.boolean().default(true),
  fields: z
    .strictObject({
      email: control,
      phone: control,
      social: control,
      password: control,
      name: control,
      avatar: control,
      profile: control,
      username: control,
      customData: control,
      mfa: control,
    })
    .prefault({}),
});
export type LogtoAccountCenter = z.infer<typeof logtoAccountCenter>;

/** What a code is for, with the vendor's names. It selects the template. */
export const logtoUsageTypes = [
  "SignIn",
  "Register",
  "ForgotPassword",
  "OrganizationInvitation",
  "Generic",
  "UserPermissionValidation",
  "BindNewIdentifier",
  "MfaVerification",
  "BindMfa",
] as const;
const usageType = z.enum(logtoUsageTypes);

const contentType = z.enum(["text/html", "text/plain"]);
const subject = z.string().max(1000);
const content = z.string().max(100_000);

/** An email template for one language and usage. */
export const logtoEmailTemplate = z.strictObject({
  id: z.string().max(21),
  languageTag: z.string().min(1).max(16),
  templateType: usageType,
  details: z.strictObject({
    subject,
    content,
    contentType: contentType.optional(),
    replyTo: z.string().max(1000).optional(),
    sendFrom: z.string().max(1000).optional(),
  }),
  /** Epoch milliseconds. */
  createdAt: z.int(),
});
export type LogtoEmailTemplate = z.infer<typeof logtoEmailTemplate>;

/** A message connector as its client configured it. The project's provider does the sending. */
export const logtoMessageConnector = z.strictObject({
  id: z.string().max(21),
  type: z.enum(["Email", "Sms"]),
  factoryId: z.string().max(128),
  /** Null for a mock. */
  providerId: z.string().max(64).nullable(),
  /** As sent, without secrets. */
  config: z.record(z.string().max(128), z.unknown()),
  templates: z
    .array(
      z.strictObject({
        usageType: z.string().max(64),
        subject: subject.optional(),
        content,
        contentType: contentType.optional(),
      }),
    )
    .max(50),
});
export type LogtoMessageConnector = z.infer<typeof logtoMessageConnector>;

/** A project's settings for the Logto dialect. */
export const logtoSettings = z.strictObject({
  /**
   * The status for an unusable connector on the Account API: as Logto documents it (404 and 422), or as its server responds
   * (422 and 400).
   */
  socialErrors: z.enum(["documented", "server"]).default("documented"),
  /** Whether `PUT /api/experience` without a cookie starts an interaction, for clients without a sign-in page. */
  anonymousInteractions: z.boolean().default(true),
  /** The send limit per recipient, over all three of Logto's APIs. */
  sendLimit: z
    .strictObject({
      max: z.int().min(1).max(10_000).default(10),
      windowSeconds: z.int().min(1).max(86_400).default(600),
    })
    .prefault({}),
  /** Whether the mock connectors of Logto's own tests can be created. They write messages to files. */
  testConnectors: z.boolean().default(false),
  signInExperience: logtoSignInExperience.prefault({}),
  accountCenter: logtoAccountCenter.prefault({}),
  /** At most one of each type. */
  messageConnectors: z.array(logtoMessageConnector).max(2).default([]),
  emailTemplates: z.array(logtoEmailTemplate).max(500).default([]),
});
export type LogtoSettings = z.infer<typeof logtoSettings>;
