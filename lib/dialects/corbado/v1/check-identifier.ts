import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumber,
  parsePhoneNumberWithError,
} from "libphonenumber-js/max";
import { z } from "zod";
import { parseEmail, parsePhone } from "@/lib/users";

export const EmailCheckResponse = z.strictObject({
  data: z.strictObject({ isValid: z.boolean(), validationCode: z.enum(["valid", "invalid_syntax"]) }),
});

/** Checks the form of an address. Asks no name server or mail server: only a message proves more. */
export function checkEmail(text: string): z.input<typeof EmailCheckResponse> {
  const isValid = parseEmail(text).ok;
  return { data: { isValid, validationCode: isValid ? "valid" : "invalid_syntax" } };
}

export const PhoneCheckResponse = z.strictObject({
  data: z.strictObject({
    isValid: z.boolean(),
    validationCode: z.enum(["valid", "invalid_country_code", "invalid_number", "too_long"]),
    phoneNumber: z
      .strictObject({
        nationalNumber: z.int(),
        countryCode: z.int(),
        regionCode: z.string(),
        nationalFormatted: z.string(),
        internationalFormatted: z.string(),
      })
      .optional(),
  }),
});

/**
 * Checks a number, international or national with a region. Uses the parser that sending uses, so that codes can be sent
 * to every number that is valid here.
 */
export function checkPhone(text: string, regionCode?: string): z.input<typeof PhoneCheckResponse> {
  const region = regionCode?.toUpperCase() || undefined;
  const identifier = parsePhone(text, region);
  if (!identifier.ok) return { data: { isValid: false, validationCode: reasonOf(text, region) } };
  const number = parsePhoneNumber(identifier.value.normalized);
  return {
    data: {
      isValid: true,
      validationCode: "valid",
      phoneNumber: {
        nationalNumber: Number(number.nationalNumber),
        countryCode: Number(number.countryCallingCode),
        regionCode: number.country ?? "",
        nationalFormatted: number.formatNational(),
        internationalFormatted: number.formatInternational(),
      },
    },
  };
}

/** Which of the vendor's reasons fits a number that is not valid. */
function reasonOf(text: string, region?: string): "invalid_country_code" | "invalid_number" | "too_long" {
  if (region && !isSupportedCountry(region)) return "invalid_country_code";
  try {
    parsePhoneNumberWithError(text, { defaultCountry: region as CountryCode | undefined, extract: false });
    return "invalid_number";
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    if (error.message === "TOO_LONG") return "too_long";
    return error.message === "INVALID_COUNTRY" ? "invalid_country_code" : "invalid_number";
  }
}
