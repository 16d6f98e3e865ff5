import { z } from "zod";
import {
  type ProtectionSettings,
  protectionRules,
  protectionSettings,
  refusedNumberTypes,
  suggestedCountries,
} from "@/lib/projects";
import type { Translator } from "../../../_text/translator";
import type { SettingGroup } from "./_parts/settings-form";
import { dollars, entries, lines } from "./fields";

const { shape } = protectionSettings;
const elementOf = <T extends z.ZodType>(list: z.ZodDefault<z.ZodArray<T>>) => list.unwrap().element;

function optionsOf<Value extends string>(options: Record<Value, { label: string; hint?: string }>) {
  return (Object.entries(options) as [Value, { label: string; hint?: string }][]).map(([value, words]) => ({
    value,
    ...words,
  }));
}

export const RuleFields = (t: Translator) =>
  z.object({
    mode: z.enum(["enforce", "report"]),
    reportOnly: z.array(z.enum(protectionRules)),
    safeList: lines(elementOf(shape.safeList), 500, t),
  });

export function ruleGroups({ reportOnly, safeList }: ProtectionSettings, t: Translator): SettingGroup[] {
  return [
    {
      title: t("protection.settings.reportOnly"),
      description: t("protection.settings.reportOnlyHint"),
      settings: [
        {
          kind: "checks",
          name: "reportOnly",
          label: t("protection.settings.reportOnly"),
          values: reportOnly,
          options: protectionRules.map((value) => ({ value, label: t(`protection.ruleNames.${value}`) })),
        },
      ],
    },
    {
      title: t("protection.settings.safeTitle"),
      description: t("protection.settings.safeText"),
      settings: [
        {
          kind: "lines",
          name: "safeList",
          label: t("protection.settings.safeList"),
          hint: t("protection.settings.safeHint"),
          value: safeList.join("\n"),
        },
      ],
    },
  ];
}

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

const allowOrRefuse = z.enum(["allow", "refuse"]);

export const EmailFields = (t: Translator) =>
  z.object({
    disposableDomains: allowOrRefuse,
    additionalDisposableDomains: lines(elementOf(shape.additionalDisposableDomains), 1000, t),
    allowedDisposableDomains: lines(elementOf(shape.allowedDisposableDomains), 1000, t),
    roleAddresses: allowOrRefuse,
    domainsWithoutMail: allowOrRefuse,
  });

export function emailGroups(settings: ProtectionSettings, t: Translator): SettingGroup[] {
  const choice = (name: "disposableDomains" | "roleAddresses" | "domainsWithoutMail", label: string) =>
    ({
      kind: "choice",
      name,
      label,
      value: settings[name],
      options: optionsOf(t.group("protection.settings.allowOrRefuse")),
    }) as const;
  const domains = (name: "additionalDisposableDomains" | "allowedDisposableDomains", label: string) =>
    ({
      kind: "lines",
      name,
      label,
      hint: t("protection.settings.domainsHint"),
      value: settings[name].join("\n"),
    }) as const;
  return [
    {
      title: t("protection.settings.disposable"),
      description: t("protection.settings.disposableText"),
      settings: [
        choice("disposableDomains", t("protection.settings.onDisposable")),
        domains("additionalDisposableDomains", t("protection.settings.additional")),
        domains("allowedDisposableDomains", t("protection.settings.exceptions")),
      ],
    },
    {
      title: t("protection.settings.roles"),
      description: t("protection.settings.rolesText"),
      settings: [choice("roleAddresses", t("protection.settings.onRole"))],
    },
    {
      title: t("protection.settings.noMail"),
      description: t("protection.settings.noMailText"),
      settings: [choice("domainsWithoutMail", t("protection.settings.onNoMail"))],
    },
  ];
}

const challenge = shape.challenge.unwrap().shape;

export const BotFields = z.object({
  when: challenge.when.unwrap(),
  kind: challenge.kind.unwrap(),
  siteKey: challenge.siteKey.unwrap().unwrap().optional(),
  secret: z.string().max(500).optional().meta({ secret: true }),
});

export function botGroups(
  { challenge: { when, kind, siteKey, sealedSecret } }: ProtectionSettings,
  t: Translator,
): SettingGroup[] {
  return [
    {
      title: t("protection.settings.check"),
      description: t("protection.settings.checkText"),
      settings: [
        {
          kind: "choice",
          name: "when",
          label: t("protection.settings.when"),
          value: when,
          options: optionsOf(t.group("protection.settings.whens")),
        },
        {
          kind: "choice",
          name: "kind",
          label: t("protection.settings.kind"),
          value: kind,
          options: optionsOf(t.group("protection.settings.kinds")),
        },
        { kind: "text", name: "siteKey", label: t("protection.settings.siteKey"), value: siteKey ?? "" },
        {
          kind: "password",
          name: "secret",
          label: t("protection.settings.secret"),
          hint: t(
            sealedSecret === null
              ? "protection.settings.secretHint.missing"
              : "protection.settings.secretHint.stored",
          ),
          value: "",
        },
      ],
    },
  ];
}

const testRecipient = shape.testRecipients.unwrap().element;

/** "+12025550123 123456 2027-01-31": until the end of that day, in UTC. */
const testLine = (t: Translator) =>
  z
    .string()
    .regex(/^\S+ +\d{4,10} +\d{4}-\d{2}-\d{2}$/, t("protection.settings.testWrong"))
    .transform((line) => {
      const [identifier, code, day] = line.split(/ +/) as [string, string, string];
      return { identifier, code, endsAt: `${day}T23:59:59Z` };
    })
    .pipe(testRecipient);

const enabled = { auto: null, on: true, off: false } as const;

export const TestFields = (t: Translator) =>
  z.object({
    testRecipientsEnabled: z.enum(["auto", "on", "off"]),
    testRecipients: entries(testLine(t), 50, t),
  });

export function testGroups(
  { testRecipientsEnabled, testRecipients }: ProtectionSettings,
  t: Translator,
): SettingGroup[] {
  const mode = testRecipientsEnabled === null ? "auto" : testRecipientsEnabled ? "on" : "off";
  return [
    {
      title: t("protection.settings.tests"),
      description: t("protection.settings.testsText"),
      settings: [
        {
          kind: "choice",
          name: "testRecipientsEnabled",
          label: t("protection.settings.testsMode"),
          value: mode,
          options: optionsOf(t.group("protection.settings.testModes")),
        },
        {
          kind: "lines",
          name: "testRecipients",
          label: t("protection.settings.ownTests"),
          hint: t("protection.settings.ownTestsHint"),
          value: testRecipients
            .map(({ identifier, code, endsAt }) => `${identifier} ${code} ${endsAt.slice(0, 10)}`)
            .join("\n"),
        },
      ],
    },
  ];
}

export function withTests({
  testRecipientsEnabled,
  testRecipients,
}: z.output<ReturnType<typeof TestFields>>) {
  return { testRecipientsEnabled: enabled[testRecipientsEnabled], testRecipients };
}
