import type { CountryCode } from "libphonenumber-js/max";
import { mobileNumber } from "./numbers";
import type { Random } from "./random";

/** Where the project's people come from, in percent: three countries, twelve with a few each, and forty with hardly anybody. */
const homes: [CountryCode, number][] = [
  ["GB", 42],
  ["US", 31],
  ["DE", 18],
];
const others: CountryCode[] = ["FR", "ES", "IT", "NL", "PL", "SE", "IE", "AT", "CH", "CA", "AU", "IN"];
const rare: CountryCode[] = [
  ...([
    "PT",
    "BE",
    "DK",
    "NO",
    "FI",
    "CZ",
    "HU",
    "RO",
    "BG",
    "GR",
    "HR",
    "SK",
    "LT",
    "LV",
    "EE",
    "BR",
    "MX",
  ] as const),
  ...([
    "AR",
    "CL",
    "CO",
    "PE",
    "JP",
    "KR",
    "SG",
    "MY",
    "TH",
    "PH",
    "ID",
    "VN",
    "ZA",
    "NG",
    "KE",
    "GH",
    "EG",
  ] as const),
  ...(["MA", "TR", "IL", "AE", "SA", "PK"] as const),
];
const othersPercent = 8;

/** Honest people who ask for a code, of whom part never enter it. */
export const people = {
  perHour: 200,
  /** The others have an email address. */
  byPhone: 0.7,
  verifying: 0.9,
  resending: 0.07,
  mistyping: 0.08,
};

export function phoneOf(random: Random): string {
  let rest = random.next() * 100;
  for (const [country, percent] of homes) {
    if (rest < percent) return mobileNumber(random, country);
    rest -= percent;
  }
  return mobileNumber(random, random.pick(rest < othersPercent ? others : rare));
}

const mailDomains = ["gmail.com", "outlook.com", "yahoo.co.uk", "gmx.de", "icloud.com", "example.org"];

export function emailOf(random: Random): string {
  return `person.${random.digits(9)}@${random.pick(mailDomains)}`;
}

/** Most people have an address of their own. A tenth share the few of their mobile carriers. */
export function addressOf(random: Random): string {
  if (random.next() < 0.1) return `203.0.113.${random.below(32)}`;
  return `${81 + random.below(16)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;
}

/** Countries in which messages are expensive, as in reports about pumping. Some of the project's people live there, too. */
export const pumped: CountryCode[] = [
  ...([
    "AZ",
    "TJ",
    "KG",
    "UZ",
    "TM",
    "GE",
    "BY",
    "DZ",
    "TN",
    "LY",
    "JO",
    "LB",
    "IQ",
    "YE",
    "LK",
    "BD",
    "NP",
  ] as const),
  ...(["MM", "KH", "LA", "ID", "PH", "PK", "NG", "EG", "SN", "ML", "BF", "TG", "ZW", "CU", "IN"] as const),
];
