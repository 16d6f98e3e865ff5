import { z } from "zod";
import { body, type Rule } from "../parsing/body";
import {
  badFormat,
  email,
  flag,
  lengthBetween,
  lengthExactly,
  optional,
  optionalOneOf,
  phone,
  required,
  webAddress,
} from "../parsing/rules";

export const LinkPath = z.object({ emailLinkID: z.string() });
export const EmailCodePath = z.object({ emailCodeID: z.string() });
export const SmsCodePath = z.object({ smsCodeID: z.string() });

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

/** A duration as Go writes it, `1h30m`, in seconds; 30 to 86 400 of them. */
const duration: Rule<number | undefined> = (value) => {
  if (value === undefined || value === null || value === "") return { value: undefined };
  if (typeof value !== "string" || !/^(\d{1,6}(\.\d{1,9})?(h|ms|m|s|us|ns))+$/.test(value))
    return { message: badFormat };
  const parts = [...value.matchAll(/([\d.]+)([a-z]+)/g)];
  const seconds = Math.round(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * secondsOf[unit!]!, 0),
  );
  if (seconds < 30) return { message: "must be no less than 30s" };
  return seconds > 86_400 ? { message: "must be no greater than 24h" } : { value: seconds };
};

const purposes = ["authentication", "confirmation", "invitation"] as const;

/** `redirect` is named before `email`, as the vendor does. */
export const SendLinkBody = body({
  redirect: required(lengthBetween(1, 2000), webAddress),
  email: required(email),
  create: flag,
  tokenLifetime: duration,
  userFullName: shortText,
  purpose: optionalOneOf(purposes),
  additionalPayload: payload,
});

export const SendEmailCodeBody = body({
  email: required(email),
  create: flag,
  tokenLifetime: duration,
  userFullName: shortText,
  additionalPayload: payload,
});

export const SendSmsCodeBody = body({
  phoneNumber: required(phone),
  create: flag,
  userFullName: shortText,
});

export const ValidateLinkBody = body({ token: required(lengthBetween(1, 1000)) });
export const ValidateEmailCodeBody = body({ code: required(lengthExactly(6)) });
export const ValidateSmsCodeBody = body({ smsCode: required(lengthExactly(6)) });

export const CreateUserBodyV1 = body({
  name: required(lengthBetween(1, 255)),
  fullName: optional(lengthBetween(1, 255)),
  email: optional(email),
  phoneNumber: optional(phone),
});

export const CheckEmailBody = body({ email: required() });
export const CheckPhoneBody = body({ phoneNumber: required(), regionCode: optional() });
