import { expect, it } from "vitest";
import { numberTypeFinding } from "./number-type";

const finding = (normalized: string, channel: "sms" | "voice" | "whatsapp", allowed: "toll_free"[] = []) =>
  numberTypeFinding({ type: "phone", normalized, country: null, channel }, allowed)?.key ?? null;

it.each([
  ["+19005550123", "premium_rate"],
  ["+491805123456", "shared_cost"],
  ["+18005550199", "toll_free"],
  ["+80012345678", "toll_free"],
  ["+448081570123", "toll_free"],
  ["+445512345678", "uan"],
  ["+447012345678", "personal_number"],
  ["+15005550123", "personal_number"],
  ["+447640123456", "pager"],
  ["+8816123456789", "satellite"],
  ["+870773123456", "satellite"],
  ["+88213123456", "international_network"],
  ["+883510000000012", "international_network"],
])("codes are not sent to %s: %s", (number, type) => {
  for (const channel of ["sms", "voice", "whatsapp"] as const) expect(finding(number, channel)).toBe(type);
});

it("a fixed line can be called, but gets no text messages", () => {
  expect(finding("+493012345678", "sms")).toBe("fixed_line");
  expect(finding("+442079460123", "whatsapp")).toBe("fixed_line");
  expect(finding("+493012345678", "voice")).toBeNull();
});

it.each([
  "+12025550123", // Reserved for fiction, like all 555-01xx.
  "+447700900123", // Reserved by Ofcom, and therefore of no type.
  "+4915112345678",
  "+5215512345678",
  "not a number",
])("%s is allowed", (number) => {
  expect(finding(number, "sms")).toBeNull();
});

it("a project can allow a type", () => {
  expect(finding("+18005550199", "voice", ["toll_free"])).toBeNull();
  expect(finding("+19005550123", "voice", ["toll_free"])).toBe("premium_rate");
});
