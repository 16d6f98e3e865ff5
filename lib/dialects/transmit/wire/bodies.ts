import { z } from "zod";
import { type IdentifierInput, parseEmail } from "@/lib/users";
import { EmailContent } from "./email-content";
import {
  body,
  flag,
  isEmpty,
  isObject,
  longest,
  oneOf,
  optional,
  optionalJson,
  optionalList,
  optionalObject,
  optionalOneOf,
  optionalText,
  required,
  requiredText,
  rows,
  textOfLength,
} from "./member";

/** The maximum length of a custom SMS before its slots are filled in. */
const longestSms = 140;
const longestSender = 11;

/** E.164 by form. Whether the number is assigned is left to the provider. */
const e164 = /^\+[1-9]\d{6,14}$/;

export function phoneOf(text: string): IdentifierInput | null {
  const phone = text.replace(/[\s()-]/g, "");
  return e164.test(phone) ? { phone } : null;
}

export function emailOf(text: string): IdentifierInput | null {
  return parseEmail(text).ok ? { email: text } : null;
}

export const email = required("must be an email", emailOf);
export const phone = required("must be a valid phone number", phoneOf);
const isNoUrl = "must be a URL address";
export const redirect = required(isNoUrl, (text) => (URL.canParse(text) ? text : null));

const customMessage = optionalText((text) => {
  const hasSlots = text.includes("{otp}") && text.includes("{app}");
  return hasSlots ? longest(longestSms)(text) : "must contain {otp} and {app}";
});

/** The vendor's guides send `email_address`. Errors still name `email`. */
export function withAlias<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(
    (given) =>
      isObject(given) && given.email === undefined && given.email_address !== undefined
        ? { ...given, email: given.email_address }
        : given,
    body(shape),
  );
}

export const SendEmailLink = withAlias({
  email,
  redirect_uri: redirect,
  email_content: EmailContent,
  update_primary: flag,
});

export const SendEmailCode = withAlias({ email, email_content: EmailContent });

export const ValidateEmailCode = withAlias({ email, passcode: requiredText, update_primary: flag });

export const smsTexts = { custom_message: customMessage, sender_id: optionalText(longest(longestSender)) };
export const SendSmsCode = body({ phone_number: phone, ...smsTexts });
type SmsTexts = Pick<z.output<typeof SendSmsCode>, "custom_message" | "sender_id">;

export const messageOfSms = ({ custom_message: text, sender_id: senderId }: SmsTexts) => ({ text, senderId });

export const ValidateSmsCode = body({ phone_number: phone, passcode: requiredText, update_primary: flag });

/** One call for both methods. A link also needs a redirect URI. */
export const SendToUser = withAlias({
  method: oneOf(["otp", "link"]),
  email,
  redirect_uri: optionalText((text) => (URL.canParse(text) ? null : isNoUrl)),
  email_content: EmailContent,
  update_primary: flag,
}).superRefine(({ method, redirect_uri }, context) => {
  if (method === "otp" || redirect_uri !== undefined) return;
  for (const message of [isNoUrl, isEmpty])
    context.addIssue({ code: "custom", path: ["redirect_uri"], message });
});

const customId = optionalText(longest(255));

const short = optionalText(longest(255));

/** Members that are stored and returned unchanged (`directory/profile.ts`). */
const profile = {
  name: optionalObject({ title: short, first_name: short, middle_name: short, last_name: short }),
  birthday: short,
  address: optionalObject({
    country: short,
    state: short,
    city: short,
    street_address: short,
    postal_code: short,
    type: optionalOneOf(["Home", "Work", "Other"]),
  }),
  picture: optionalText((text) => (URL.canParse(text) ? longest(2000)(text) : isNoUrl)),
  language: short,
  external_account_id: short,
  custom_app_data: optionalJson,
  custom_data: optionalJson,
};

/** NIST SP 800-63B-4 §3.1.1.2: no rules but a length. */
export const RegisterPassword = body({ password: textOfLength(8, 1024), username: short });

const identity = {
  email: optional("must be an email", emailOf),
  phone_number: optional("must be a valid phone number", phoneOf),
  username: short,
  external_user_id: customId,
};

/** A user needs an address, a number or a username. */
export const CreateUser = withAlias({
  ...identity,
  secondary_emails: optionalList("must be an array of emails", emailOf),
  secondary_phone_numbers: optionalList("must be an array of valid phone numbers", phoneOf),
  ...profile,
}).superRefine(({ email, phone_number, username }, context) => {
  if (email || phone_number || username) return;
  for (const path of ["email", "phone_number"]) {
    context.addIssue({ code: "custom", path: [path], message: isEmpty });
  }
});

/** Omitted members keep their value. A list replaces the user's secondary values of its type. */
export const UpdateUser = body({
  ...identity,
  secondary_emails: optionalList("must be an array of emails", emailOf),
  secondary_phone_numbers: optionalList("must be an array of valid phone numbers", phoneOf),
  status: optionalOneOf(["Active", "Disabled"]),
  ...profile,
});

export const RefreshToken = body({ refresh_token: requiredText });
export const CountQuery = body({ search: optionalText(longest(320)) });

export const VerifyIdentifier = body({ change_to_primary: flag });

/** More rows than this are never returned, however many are requested. */
const longestPage = 500;

/** Pages of lists are counted in rows. */
const listQuery = {
  search: optionalText(longest(320)),
  page_offset: rows(0, 0, 1_000_000),
  page_limit: rows(100, 1, longestPage),
};

/** Refuses unknown parameters: a filter that is ignored would return all users. */
export const ListQuery = z
  .unknown()
  .superRefine((given, context) => {
    const unknown = isObject(given)
      ? Object.keys(given).filter((name) => !Object.hasOwn(listQuery, name))
      : [];
    for (const name of unknown)
      context.addIssue({ code: "custom", path: [name], message: "should not exist", continue: true });
  })
  .pipe(body(listQuery));
