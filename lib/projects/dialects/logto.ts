import { z } from "zod";

/*
 * Two sorts of settings. The first four are ours, and are set with the others of the project. The rest is what Logto's own
 * clients set through its API (`PATCH /api/sign-in-exp`, `/api/account-center`, `PUT /api/email-templates`), in its words;
 * where Logto's defaults would leave no way to verify anything, ours open it.
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

/** Logto's sign-in experience, as far as verifying is concerned. */
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

/** Logto's account center: whether users may act for themselves, and on what. */
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

const usageType = z.enum([
  "SignIn",
  "Register",
  "ForgotPassword",
  "OrganizationInvitation",
  "Generic",
  "UserPermissionValidation",
  "BindNewIdentifier",
  "MfaVerification",
  "BindMfa",
]);

const contentType = z.enum(["text/html", "text/plain"]);
const subject = z.string().max(1000);
const content = z.string().max(100_000);

/** A mail in one language, for one usage. */
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

/** A connector that sends messages, as its client set it up. What carries is a provider of the project's. */
export const logtoMessageConnector = z.strictObject({
  id: z.string().max(21),
  type: z.enum(["Email", "Sms"]),
  factoryId: z.string().max(128),
  /** Null: a mock, which has none. */
  providerId: z.string().max(64).nullable(),
  /** As given, without its secrets. */
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

/** What a project sets for the Logto dialect. */
export const logtoSettings = z.strictObject({
  /**
   * What an unusable connector answers on the Account API: the statuses that Logto documents (404 and 422), or those that its
   * server sends (422 and 400).
   */
  socialErrors: z.enum(["documented", "server"]).default("documented"),
  /** Whether `PUT /api/experience` without a cookie opens an interaction, for clients that no sign-in page has sent. */
  anonymousInteractions: z.boolean().default(true),
  /** How many messages one recipient gets in any window, over all of this dialect's dialects. */
  sendLimit: z
    .strictObject({
      max: z.int().min(1).max(10_000).default(10),
      windowSeconds: z.int().min(1).max(86_400).default(600),
    })
    .prefault({}),
  /** Whether the mock connectors of Logto's own tests can be set up: they write messages to files. */
  testConnectors: z.boolean().default(false),
  signInExperience: logtoSignInExperience.prefault({}),
  accountCenter: logtoAccountCenter.prefault({}),
  /** At most one of each type. */
  messageConnectors: z.array(logtoMessageConnector).max(2).default([]),
  emailTemplates: z.array(logtoEmailTemplate).max(500).default([]),
});
export type LogtoSettings = z.infer<typeof logtoSettings>;
