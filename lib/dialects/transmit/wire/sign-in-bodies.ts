import { isIP } from "node:net";
import { z } from "zod";
import { type RequestedClaims, requestableClaims, tokenProfileOf } from "@/lib/http/oauth";
import { email, emailOf, phone, phoneOf, redirect, smsTexts, withAlias } from "./bodies";
import { EmailContent } from "./email-content";
import { identifierTypes } from "./identifier-types";
import {
  body,
  flag,
  isObject,
  longest,
  notSupported,
  oneOf,
  optional,
  optionalJson,
  optionalMinutes,
  optionalObject,
  optionalOneOf,
  optionalText,
  requiredText,
  textOfLength,
} from "./member";

/** A day is the longest lifetime of a verification. */
const mostMinutes = 24 * 60;

const mostApprovalMembers = 10;
const approvalText = /^[\w.-]{1,255}$/;

/** What a person approves by signing in, for the ID token. */
export const ApprovalData = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** A flat object. Other characters are refused, as the vendor documents. */
const approvalData = optionalJson.transform((given, context) => {
  if (given === undefined) return undefined;
  const members = Object.entries(given);
  const isFlat = members.every(
    ([name, value]) => approvalText.test(name) && approvalText.test(String(value)),
  );
  const parsed = ApprovalData.safeParse(given);
  if (isFlat && members.length <= mostApprovalMembers && parsed.success) return parsed.data;
  context.addIssue({
    code: "custom",
    message: `must be a flat object of at most ${mostApprovalMembers} keys, of letters, digits, _, - and .`,
  });
  return z.NEVER;
});

/** The person's device, as the backend saw it. */
const clientAttributes = optionalObject({
  user_agent: optionalText(),
  ip_address: optionalText((text) => (isIP(text) ? null : "must be an ip address")),
});
export type ClientAttributes = z.output<typeof clientAttributes>;

/** The audience of the access token. */
const resource = optionalText((text) =>
  tokenProfileOf("/cis/oidc", null, text).audience(text).ok ? null : "must be a resource of the application",
);

const mostFields = 100;
const Fields = z.array(z.string().max(255)).max(mostFields).optional();

/** `claims.id_token` (OpenID Connect Core §5.5). With `fields`, the vendor returns only these members of an object. */
const claims = optionalJson.transform((given, context): RequestedClaims | undefined => {
  const idToken = given?.id_token ?? undefined;
  if (idToken === undefined) return undefined;
  if (!isObject(idToken)) {
    context.addIssue({ code: "custom", path: ["id_token"], message: "must be an object" });
    return z.NEVER;
  }
  const known = Object.entries(idToken).filter(([name]) => requestableClaims.includes(name));
  return Object.fromEntries(
    known.map(([name, wanted]) => {
      const fields = Fields.safeParse(isObject(wanted) ? (wanted.fields ?? undefined) : undefined);
      if (fields.success) return [name, fields.data ? { fields: fields.data } : {}];
      const message = `must be an array of at most ${mostFields} strings`;
      context.addIssue({ code: "custom", path: ["id_token", name, "fields"], message });
      return [name, {}];
    }),
  );
});

/** Common to the calls that end with tokens. */
const asked = { resource, claims, org_id: notSupported };

const sending = {
  ...asked,
  redirect_uri: redirect,
  create_new_user: flag,
  require_mfa: notSupported,
  client_attributes: clientAttributes,
};

export const SendLoginLink = withAlias({ ...sending, email, email_content: EmailContent });
export const SendLoginEmailCode = withAlias({
  ...sending,
  email,
  email_content: EmailContent,
  approval_data: approvalData,
});
export const SendLoginSmsCode = body({
  ...sending,
  phone_number: phone,
  ...smsTexts,
  approval_data: approvalData,
});

/** The implicit flow (`id_token`) would put a token into a URL. */
const validating = {
  passcode: requiredText,
  response_type: optionalOneOf(["code"]),
  nonce: optionalText(longest(255)),
};
export const ValidateLoginEmailCode = withAlias({ ...validating, email });
export const ValidateLoginSmsCode = body({ ...validating, phone_number: phone });

/** The deprecated call of the vendor. Its successor is the token endpoint. */
export const ExchangeCode = body({
  code: requiredText,
  client_id: requiredText,
  client_secret: requiredText,
});

/** The vendor's newer members `identifier_type` and `identifier` replace `email`. */
export const SendBackendLink = z.preprocess(
  (given) =>
    isObject(given) && given.email === undefined && given.identifier_type === "email"
      ? { ...given, email: given.identifier }
      : given,
  withAlias({
    email,
    redirect_uri: redirect,
    email_content: EmailContent,
    state: optionalText(longest(1000)),
    email_expiration: optionalMinutes(mostMinutes),
    // With `direct`, the vendor does not document where the link is returned.
    channel: optionalOneOf(["email"]),
    client_attributes: clientAttributes,
    generate_request_id: notSupported,
  }),
);

/** `session_id`: an existing session of the user, to which the sign-in is added. */
const authenticating = { ...asked, session_id: optionalText() };

export const AuthenticateLink = body({ ...authenticating, code: requiredText });

/** With `direct`, the response contains the code. Texts and addresses for another channel are ignored. */
export const SendSignInCode = body({
  channel: oneOf(["direct", "email", "sms"]),
  identifier_type: oneOf(identifierTypes),
  identifier: requiredText,
  email_content: EmailContent,
  custom_sms_input: optionalObject(smsTexts),
  custom_email: optional("must be an email", emailOf),
  custom_phone_number: optional("must be a valid phone number", phoneOf),
  approval_data: approvalData,
  client_attributes: clientAttributes,
  expires_in: optionalMinutes(mostMinutes),
  generate_request_id: notSupported,
});

export const Authenticate = body({
  ...authenticating,
  passcode: requiredText,
  identifier_type: oneOf(identifierTypes),
  identifier: requiredText,
});

export const AuthenticatePassword = body({
  ...authenticating,
  username: requiredText,
  password: textOfLength(1, 1024),
  username_type: optionalOneOf(["username", "email", "phone_number"]),
  client_attributes: clientAttributes,
});

export const LogOutSession = body({ session_id: requiredText });

export const AuthenticateSession = body({
  ...asked,
  session_id: requiredText,
  client_attributes: clientAttributes,
});
