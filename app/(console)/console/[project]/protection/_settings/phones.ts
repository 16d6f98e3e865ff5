import { z } from "zod";
import { type ProtectionSettings, refusedNumberTypes, suggestedCountries } from "@/lib/projects";
import type { Translator } from "../../../../_text/translator";
import type { SettingGroup } from "../_parts/settings-form";
import { dollars, entries, lines } from "./fields";
import { optionsOf } from "./shape";

const countryCode = (t: Translator) => z.string().regex(/^[A-Z]{2}$/, t("protection.settings.countryWrong"));
const priceChannels = ["sms", "voice", "whatsapp"] as const;

/** "DE sms 0.07" */
const priceLine = (t: Translator) =>
  z
    .string()
    .regex(/^[A-Z]{2} +(sms|voice|whatsapp) +\d{1,2}(\.\d{1,4})?$/, t("protection.settings.priceWrong"))
    .transform((line) => {
      const [country, channel, price] = line.split(/ +/) as [string, (typeof priceChannels)[number], string];
      return { country, channel, price: Number(price) };
    });

export const PhoneFields = (t: Translator) =>
  z.object({
    countryMode: z.enum(["all", "some"]),
    countries: lines(countryCode(t), 250, t),
    allowedNumberTypes: z.array(z.enum(refusedNumberTypes)),
    spendPerDay: dollars(0.01, 200_000, t).optional(),
    prices: entries(priceLine(t), 750, t),
  });

export function phoneGroups(
  countries: readonly string[] | null,
  { allowedNumberTypes, prices, spendPerDay }: ProtectionSettings,
  spent: number | null,
  t: Translator,
): SettingGroup[] {
  const own = Object.entries(prices).flatMap(([country, byChannel]) =>
    priceChannels.flatMap((channel) =>
      byChannel[channel] === undefined ? [] : [`${country} ${channel} ${byChannel[channel]}`],
    ),
  );
  return [
    {
      title: t("protection.settings.countries"),
      description: t("protection.settings.countriesText"),
      settings: [
        {
          kind: "choice",
          name: "countryMode",
          label: t("protection.settings.countryMode"),
          value: countries === null ? "all" : "some",
          options: optionsOf(t.group("protection.settings.countryModes")),
        },
        {
          kind: "lines",
          name: "countries",
          label: t("protection.settings.countryCodes"),
          hint: t("protection.settings.countryHint", { suggested: suggestedCountries.join(" ") }),
          value: (countries ?? suggestedCountries).join(" "),
        },
      ],
    },
    {
      title: t("protection.settings.numberTypes"),
      description: t("protection.settings.numberTypesText"),
      settings: [
        {
          kind: "checks",
          name: "allowedNumberTypes",
          label: t("protection.settings.allow"),
          values: allowedNumberTypes,
          options: refusedNumberTypes.map((value) => ({
            value,
            label: t(`protection.settings.types.${value}`),
          })),
        },
      ],
    },
    {
      title: t("protection.settings.spending"),
      description: t("protection.settings.spendingText"),
      settings: [
        {
          kind: "number",
          name: "spendPerDay",
          label: t("protection.settings.cap"),
          hint: spent === null ? undefined : t("protection.settings.spent", { spent: spent.toFixed(2) }),
          value: spendPerDay?.toString() ?? "",
        },
        {
          kind: "lines",
          name: "prices",
          label: t("protection.settings.prices"),
          hint: t("protection.settings.pricesHint"),
          value: own.join("\n"),
        },
      ],
    },
  ];
}

/** The settings as entered. */
export function withPhones({
  countryMode,
  countries,
  prices,
  spendPerDay,
  allowedNumberTypes,
}: z.output<ReturnType<typeof PhoneFields>>) {
  const byCountry: ProtectionSettings["prices"] = {};
  for (const { country, channel, price } of prices)
    byCountry[country] = { ...byCountry[country], [channel]: price };
  return {
    countries: countryMode === "all" ? null : [...new Set(countries)],
    protection: { allowedNumberTypes, prices: byCountry, spendPerDay: spendPerDay ?? null },
  };
}
