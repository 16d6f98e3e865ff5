import { describe, expect, it } from "vitest";
import { parsePhoneNumber } from "./phone";

const german = { ok: true, value: { number: "+4915112345678", country: "DE" } };

describe("a phone number", () => {
  it.each([
    ["E.164", "+4915112345678"],
    ["spaces", "+49 151 1234 5678"],
    ["dots, slashes, dashes and brackets", "+49 (151) 12.34/56-78"],
    ["the national prefix in brackets", "+49 (0)151 12345678"],
    ["the country code in brackets", "(+49) 151 12345678"],
    ["00 instead of the plus", "0049 151 12345678"],
    ["00 and separators", "00 49-151-12345678"],
    ["a plus before 00", "+0049 151 12345678"],
    ["full-width characters", "＋４９ １５１ １２３４５６７８"],
    ["Arabic digits", "+٤٩١٥١١٢٣٤٥٦٧٨"],
    ["invisible characters", "\u202a+49\u200b151\u00ad12345678\u202c"],
    ["a tel: URI", "tel:+49-151-12345678"],
    ["a tel: URI in upper case with a parameter", "TEL:+49-151-1234-5678;isub=1"],
    ["a local tel: URI with its context", "tel:0151-12345678;phone-context=+49"],
  ])("is parsed with %s", (_, text) => {
    expect(parsePhoneNumber(text)).toEqual(german);
  });

  it.each([
    ["0151 12345678", "DE"],
    ["0049 151 12345678", "DE"],
    ["011 49 151 12345678", "US"],
    // 00 is not an international prefix in the US, but it can mean nothing else.
    ["0049 151 12345678", "US"],
    ["+49 151 12345678", "US"],
  ])("%s is parsed in %s", (text, country) => {
    expect(parsePhoneNumber(text, country)).toEqual(german);
  });

  it.each([
    ["Mexico's mobile prefix 1", "+52 1 55 1234 5678", "+525512345678"],
    ["Mexico's prefix behind 00", "0052 1 55 1234 5678", "+525512345678"],
    ["Argentina's mobile prefix 15", "+54 11 15 2345-6789", "+5491123456789"],
    ["Brazil's mobile numbers without the 9", "+55 11 8765-4321", "+5511987654321"],
    ["Benin's eight digits", "+229 97 12 34 56", "+2290197123456"],
  ])("is converted from %s", (_, text, number) => {
    expect(parsePhoneNumber(text)).toMatchObject({ ok: true, value: { number } });
  });

  it.each([
    ["+4915112345678 ext. 12", "extension"],
    ["+4915112345678x12", "extension"],
    ["+49 151 12345678#12", "extension"],
    ["+49 151 12345678;ext=12", "extension"],
    ["+49 151 12345678,,12", "extension"],
    ["+4915112345678, 12", "extension"],
    ["+49 151 12345678p12", "extension"],
    ["+49 151 12345678 w 12", "extension"],
    ["tel:+49-151-12345678;ext=12", "extension"],
    ["tel:0151-12345678", "phone-context"],
    ["tel:0151-12345678;phone-context=example.com", "phone-context"],
    ["0151 12345678", "country code"],
    ["01149 151 12345678", "country code"],
    ["+999 123 4567", "country code after + does not exist"],
    ["+49 15", "too short for Germany"],
    ["+49 151 1234 5678 9012 345", "too long"],
    ["+1 800 FLOWERS", "letters"],
    ["+49 110 123456", "not in use in Germany"],
    ["", "country code"],
    ["+", "not a phone number"],
    [`+49${"1".repeat(60)}`, "too long"],
  ])("%s is refused with the reason %s", (text, reason) => {
    expect(parsePhoneNumber(text)).toMatchObject({
      ok: false,
      refusal: { code: "phone_invalid", reason: expect.stringContaining(reason) },
    });
  });

  it("is refused with an unknown country", () => {
    expect(parsePhoneNumber("0151 12345678", "ZZ")).toMatchObject({
      refusal: { reason: "The country is not an ISO 3166-1 alpha-2 code." },
    });
  });
});
