import { z } from "zod";
import { body, type Rule } from "../parsing/body";
import {
  email,
  flag,
  invalidFormat,
  lengthBetween,
  matching,
  optional,
  optionalFlag,
  optionalObject,
  optionalOneOf,
  phone,
  required,
  sixDigitCode,
  webAddress,
} from "../parsing/rules";
import { requestIdPattern } from "./request-id";

export const LinkPath = z.object({ emailLinkID: z.string() });
export const EmailCodePath = z.object({ emailCodeID: z.string() });
export const SmsCodePath = z.object({ smsCodeID: z.string() });

/** Members of every v1 body. `requestID` names the request in the answer. `clientInfo` is not used. */
const shared = {
  requestID: optional(lengthBetween(1, 128), matching(requestIdPattern)),
  clientInfo: optionalObject,
};

/** Of a template in the project's settings. */
const templateName = optional();
const createLoginToken = optionalFlag;

const shortText = optional(lengthBetween(1, 255));
const payload = optional(lengthBetween(1, 10_000));

const secondsOf: Record<string, number> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
  us: 0.000_001,
  ns: 0.000_000_001,
};

/** A duration as Go writes it, `1h30m`. In seconds: 30 to 86 400. */
const duration: Rule<number | undefined> = (value) => {
  if (value === undefined || value === null || value === "") return { value: undefined };
  if (typeof value !== "string" || !/^(\d{1,6}(\.\d{1,9})?(h|ms|m|s|us|ns))+$/.test(value))
    return { message: invalidFormat };
  const parts = [...value.matchAll(/([\d.]+)([a-z]+)/g)];
  const seconds = Math.round(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * secondsOf[unit!]!, 0),
  );
  if (seconds < 30) return { message: "must be no less than 30s" };
  return seconds > 86_400 ? { message: "must be no greater than 24h" } : { value: seconds };
};

const purposes = ["authentication", "confirmation", "invitation"] as const;

/** `redirect` comes before `email`: the vendor reports its error first. */
export const SendLinkBody = body({
  redirect: required(lengthBetween(1, 2000), webAddress),
  email: required(email),
  create: flag,
  tokenLifetime: duration,
  userFullName: shortText,
  templateName,
  purpose: optionalOneOf(purposes),
  additionalPayload: payload,
  ...shared,
});

export const SendEmailCodeBody = body({
  email: required(email),
  create: flag,
  tokenLifetime: duration,
  userFullName: shortText,
  templateName,
  additionalPayload: payload,
  ...shared,
});

export const SendSmsCodeBody = body({
  phoneNumber: required(phone),
  create: flag,
  userFullName: shortText,
  templateName,
  ...shared,
});

export const ValidateLinkBody = body({
  token: required(lengthBetween(1, 1000)),
  createLoginToken,
  ...shared,
});
export const ValidateEmailCodeBody = body({ code: required(sixDigitCode), createLoginToken, ...shared });
export const ValidateSmsCodeBody = body({ smsCode: required(sixDigitCode), createLoginToken, ...shared });

export const DeleteBody = body(shared);

export const EmailPath = z.object({ userID: z.string(), emailID: z.string() });
export const PhoneNumberPath = z.object({ userID: z.string(), phoneNumberID: z.string() });
export const CreateEmailBody = body({ email: required(email), ...shared });
export const CreatePhoneNumberBody = body({ phoneNumber: required(phone), ...shared });

export const CreateUserBodyV1 = body({
  name: required(lengthBetween(1, 255)),
  fullName: optional(lengthBetween(1, 255)),
  email: optional(email),
  phoneNumber: optional(phone),
  ...shared,
});

export const CheckEmailBody = body({
  email: required(),
  smtpCheck: optionalFlag,
  suggestDomain: optionalFlag,
  ...shared,
});
export const CheckPhoneBody = body({ phoneNumber: required(), regionCode: optional(), ...shared });
