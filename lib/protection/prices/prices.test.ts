import { getCountries } from "libphonenumber-js/max";
import { expect, it } from "vitest";
import { type Project, projectSettings } from "@/lib/projects";
import file from "./estimates.json";
import { priceOf, pricesOf } from "./prices";

const estimates = file.prices;
const project = {
  settings: projectSettings.parse({ protection: { prices: { DE: { sms: 0.07 }, ZZ: { voice: 1 } } } }),
} as Project;

it("every country with phone numbers has an estimate", () => {
  expect(Object.keys(estimates)).toEqual(getCountries().sort());
});

it("a project's own price comes first, and each other channel keeps its estimate", () => {
  expect(priceOf(project, "DE", "sms")).toBe(0.07);
  expect(priceOf(project, "DE", "voice")).toBe(estimates.DE.voice);
  expect(pricesOf(project).filter(({ own }) => own.length > 0)).toEqual([
    { country: "DE", ...estimates.DE, sms: 0.07, own: ["sms"] },
    { country: "ZZ", sms: expect.any(Number), voice: 1, whatsapp: expect.any(Number), own: ["voice"] },
  ]);
});

it("a number of no country costs as much as the most expensive country", () => {
  const most = Math.max(...Object.values(estimates).map(({ sms }) => sms));
  expect([priceOf(project, null, "sms"), priceOf(project, "ZZ", "sms")]).toEqual([most, most]);
});
