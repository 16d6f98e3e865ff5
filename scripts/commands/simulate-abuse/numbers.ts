import examples from "libphonenumber-js/examples.mobile.json";
import { type CountryCode, getExampleNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { Random } from "./random";

/** A random mobile number of a country that exists according to libphonenumber. */
export function mobileNumber(random: Random, country: CountryCode): string {
  const example = getExampleNumber(country, examples)!;
  const national = String(example.nationalNumber);
  // Mobile numbers begin with one or two digits of their own, except in North America.
  const kept = example.countryCallingCode === "1" ? 0 : national.length > 9 ? 1 : 2;
  return numberWith(
    random,
    `+${example.countryCallingCode}${national.slice(0, kept)}`,
    example.number.length,
    country,
  );
}

/** A random mobile number with this beginning. */
export function numberWith(random: Random, beginning: string, length: number, country: CountryCode): string {
  for (let tries = 0; tries < 5000; tries++) {
    const number = parsePhoneNumberFromString(beginning + random.digits(length - beginning.length));
    if (number?.isValid() && number.country === country && /MOBILE/.test(number.getType() ?? ""))
      return number.number;
  }
  throw new Error(`No valid mobile number begins with ${beginning}.`);
}
