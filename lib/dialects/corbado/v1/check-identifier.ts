import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
} from "libphonenumber-js/max";
import { z } from "zod";
import { parseEmail } from "@/lib/users";

export const EmailChecked = z.strictObject({
  data: z.strictObject({ isValid: z.boolean(), validationCode: z.enum(["valid", "invalid_syntax"]) }),
});

/** Whether an address is well formed. No name server and no mail server is asked: only a message proves more. */
export function checkEmail(text: string): z.input<typeof EmailChecked> {
  const isValid = parseEmail(text).ok;
  return { data: { isValid, validationCode: isValid ? "valid" : "invalid_syntax" } };
}

export const PhoneChecked = z.strictObject({
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

/** Whether a number exists by its country's plan: international, or national with a region. */
export function checkPhone(text: string, regionCode?: string): z.input<typeof PhoneChecked> {
  const invalid = (validationCode: "invalid_country_code" | "invalid_number" | "too_long") => ({
    data: { isValid: false, validationCode },
  });
  const region = regionCode?.toUpperCase() || undefined;
  if (region && !isSupportedCountry(region)) return invalid("invalid_country_code");
  try {
    const parsed = parsePhoneNumberWithError(text.slice(0, 250), {
      defaultCountry: region as CountryCode | undefined,
      extract: false,
    });
    if (!parsed.isValid()) return invalid("invalid_number");
    return {
      data: {
        isValid: true,
        validationCode: "valid",
        phoneNumber: {
          nationalNumber: Number(parsed.nationalNumber),
          countryCode: Number(parsed.countryCallingCode),
          regionCode: parsed.country ?? "",
          nationalFormatted: parsed.formatNational(),
          internationalFormatted: parsed.formatInternational(),
        },
      },
    };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    if (error.message === "TOO_LONG") return invalid("too_long");
    return invalid(error.message === "INVALID_COUNTRY" ? "invalid_country_code" : "invalid_number");
  }
}
