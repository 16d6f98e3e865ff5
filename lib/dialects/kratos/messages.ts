/** A text in a response. Clients can translate it by its id, whose meaning never changes. */
export interface UiText {
  id: number;
  text: string;
  type: "info" | "error" | "success";
  context?: Record<string, unknown>;
}

const info = (id: number, text: string): UiText => ({ id, text, type: "info" });
const success = (id: number, text: string): UiText => ({ id, text, type: "success" });
const error = (id: number, text: string, context?: Record<string, unknown>): UiText => ({
  id,
  text,
  type: "error",
  ...(context && { context }),
});

const spelling = "check the spelling of the address and make sure to use the address you registered with.";

/** All vendor messages of a verification, with the exact ids and texts. */
export const messages = {
  emailLabel: info(1070007, "Email"),
  emailOrPhoneLabel: info(1070018, "Email or phone number"),
  resendLabel: info(1070008, "Resend code"),
  continueLabel: info(1070009, "Continue"),
  codeLabel: info(1070011, "Verification code"),

  linkSent: info(
    1080001,
    `An email containing a verification link has been sent to the email address you provided. If you have not received an email, ${spelling}`,
  ),
  emailVerified: success(1080002, "You successfully verified your email address."),
  codeSent: info(
    1080003,
    `An email containing a verification code has been sent to the email address you provided. If you have not received an email, ${spelling}`,
  ),
  codeSentBySms: info(
    1080004,
    "A text message containing a verification code has been sent to the phone number you provided. If you have not received a text message, check the spelling of the number and make sure to use the number you registered with.",
  ),
  phoneVerified: success(1080005, "You successfully verified your phone number."),

  tokenInvalid: error(
    4070001,
    "The verification token is invalid or has already been used. Please retry the flow.",
  ),
  alreadyCompleted: error(4070002, "The request was already completed successfully and can not be retried."),
  failureState: error(4070003, "The verification flow reached a failure state and must be retried."),
  codeInvalid: error(4070006, "The verification code is invalid or has already been used. Please try again."),
  noStrategy: error(
    4010006,
    "Could not find a strategy to verify your account with. Did you fill out the form correctly?",
  ),
  identifierExists: error(
    4000007,
    "An account with the same identifier (email, phone, username, ...) exists already.",
  ),

  expired: (expiredAt: Date, now: Date): UiText => {
    const minutes = (now.getTime() - expiredAt.getTime()) / 60_000;
    return error(
      4070005,
      `The verification flow expired ${minutes.toFixed(2)} minutes ago, please try again.`,
      {
        expired_at: expiredAt.toISOString(),
        expired_at_unix: Math.floor(expiredAt.getTime() / 1000),
      },
    );
  },
  generic: (reason: string): UiText => error(4000001, reason, { reason }),
  missing: (property: string): UiText => error(4000002, `Property ${property} is missing.`, { property }),
  tooLong: (longest: number, length: number): UiText =>
    error(4000017, `length must be <= ${longest}, but got ${length}`, {
      max_length: longest,
      actual_length: length,
    }),
  noEmail: (value: string): UiText => error(4000040, "Enter a valid email address", { value }),
} as const;

/** Reasons for generic errors (4000001). */
export const reasons = {
  tooOften: "The request was submitted too often. Please request another code.",
  alreadyUsed: "The code was already used. Please request another code.",
  emptyBody: 'Unable to decode HTTP Request Body because its HTTP Header "Content-Length" is zero.',
  noJson: "Unable to decode form as JSON.",
  noObject: (kind: string) => `Expected JSON sent in request body to be an object but got: ${kind}`,
  contentType: (type: string) =>
    `HTTP POST Request used unknown HTTP Header "Content-Type: ${type}", only [multipart/form-data application/x-www-form-urlencoded application/json] are supported.`,
  unknownMethod: 'value must be one of "code", "link"',
  originHeader:
    'The HTTP Request Header included the "Origin" key, indicating that this request was made as part of an AJAX request in a Browser. The flow however was initiated as an API request. To prevent potential misuse and mitigate several attack vectors including CSRF, the request has been blocked. Please consult the documentation.',
  cookieHeader:
    'The HTTP Request Header included the "Cookie" key, indicating that this request was made by a Browser. The flow however was initiated as an API request. To prevent potential misuse and mitigate several attack vectors including CSRF, the request has been blocked. Please consult the documentation.',
} as const;
