import { z } from "zod";
import type { Rule } from "./parsing/body";
import { body } from "./parsing/body";
import {
  e164,
  email,
  lengthBetween,
  oneOf,
  optional,
  optionalObject,
  optionalOneOf,
  phone,
  required,
  username,
  webAddress,
} from "./parsing/rules";
import { identifierStatuses, identifierTypes } from "./resources/identifier";
import { providerTypes } from "./resources/social-account";
import { userStatuses } from "./resources/user";

/** Ids are parsed where they are looked up: a malformed id does not exist, which is 400 in v2. */
export const UserPath = z.object({ userID: z.string() });
export const IdentifierPath = z.object({ userID: z.string(), identifierID: z.string() });
export const ChallengePath = z.object({ userID: z.string(), challengeID: z.string() });

const fullName = optional(lengthBetween(3, 255));
const shortText = lengthBetween(1, 255);

export const CreateUserBody = body({
  fullName,
  status: oneOf(userStatuses),
  explicitWebauthnID: optional(shortText),
});

export const UpdateUserBody = body({ fullName, status: optionalOneOf(userStatuses) });

const checkByType = { email, phone: e164, username };

/** Validated according to its type, if the type is valid. */
const identifierValue: Rule<string> = (value, { identifierType }) => {
  const type = identifierTypes.find((word) => word === identifierType);
  return required(...(type ? [checkByType[type]] : []))(value, {});
};

export const CreateIdentifierBody = body({
  identifierType: oneOf(identifierTypes),
  identifierValue,
  status: oneOf(identifierStatuses),
});

export const UpdateIdentifierBody = body({ status: oneOf(identifierStatuses) });

export const CreateSocialAccountBody = body({
  providerType: oneOf(providerTypes),
  identifierValue: required(shortText, email),
  foreignID: required(shortText),
  avatarURL: required(lengthBetween(1, 2048), webAddress),
  fullName: required(shortText),
});

export const challengeTypes = ["email_otp", "email_link", "sms_otp"] as const;

/** Only these two members are required: older clients send no others. */
const clientInformation: Rule<Record<string, unknown>> = (value) => {
  if (value === undefined || value === null) return { message: "cannot be blank" };
  if (typeof value !== "object" || Array.isArray(value)) return { message: "must be an object" };
  const members = value as Record<string, unknown>;
  for (const name of ["remoteAddress", "userAgent"]) {
    const result = required(lengthBetween(1, 1000))(members[name], {});
    if ("message" in result) return { message: result.message, at: `clientInformation.${name}` };
  }
  return { value: members };
};

const lifetimeSeconds: Rule<number | undefined> = (value) => {
  if (value === undefined || value === null) return { value: undefined };
  if (!Number.isInteger(value)) return { message: "must be an integer number" };
  const seconds = value as number;
  if (seconds < 30) return { message: "must be no less than 30" };
  return seconds > 86_400 ? { message: "must be no greater than 86400" } : { value: seconds };
};

const challengeValue: Rule<string> = (value, { challengeType }) => {
  const check = challengeType === "sms_otp" ? phone : email;
  const isKnown = challengeTypes.some((type) => type === challengeType);
  return required(...(isKnown ? [check] : []))(value, {});
};

export const CreateChallengeBody = body({
  challengeType: oneOf(challengeTypes),
  identifierValue: challengeValue,
  clientInformation,
  challengeMetadata: optionalObject,
  lifetimeSeconds,
});

export const UpdateChallengeBody = body({ value: required(lengthBetween(1, 1000)) });
