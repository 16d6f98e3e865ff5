import { z } from "zod";
import {
  type ProtectionSettings,
  protectionRules,
  protectionSettings,
  refusedNumberTypes,
  suggestedCountries,
} from "@/lib/projects";
import type { SettingGroup } from "./_parts/settings-form";
import { dollars, entries, lines } from "./fields";
import { ruleLabels, settingText as text } from "./text";

const { shape } = protectionSettings;
const elementOf = <T extends z.ZodType>(list: z.ZodDefault<z.ZodArray<T>>) => list.unwrap().element;

function optionsOf<Value extends string>(options: Record<Value, { label: string; hint?: string }>) {
  return (Object.entries(options) as [Value, { label: string; hint?: string }][]).map(([value, words]) => ({
    value,
    ...words,
  }));
}

export const RuleFields = z.object({
  mode: z.enum(["enforce", "report"]),
  reportOnly: z.array(z.enum(protectionRules)),
  safeList: lines(elementOf(shape.safeList), 500),
});

export function ruleGroups({ reportOnly, safeList }: ProtectionSettings): SettingGroup[] {
  return [
    {
      title: text.reportOnly,
      description: text.reportOnlyHint,
      settings: [
        {
          kind: "checks",
          name: "reportOnly",
          label: text.reportOnly,
          values: reportOnly,
          options: protectionRules.map((value) => ({ value, label: ruleLabels[value] })),
        },
      ],
    },
    {
      title: text.safeTitle,
      description: text.safeText,
      settings: [
        {
          kind: "lines",
          name: "safeList",
          label: text.safeList,
          hint: text.safeHint,
          value: safeList.join("\n"),
        },
      ],
    },
  ];
}

const countryCode = z.string().regex(/^[A-Z]{2}$/, "expected two capital letters");
const priceChannels = ["sms", "voice", "whatsapp"] as const;

/** "DE sms 0.07" */
const priceLine = z
  .string()
  .regex(/^[A-Z]{2} +(sms|voice|whatsapp) +\d{1,2}(\.\d{1,4})?$/, text.priceWrong)
  .transform((line) => {
    const [country, channel, price] = line.split(/ +/) as [string, (typeof priceChannels)[number], string];
    return { country, channel, price: Number(price) };
  });

export const PhoneFields = z.object({
  countryMode: z.enum(["all", "some"]),
  countries: lines(countryCode, 250),
  allowedNumberTypes: z.array(z.enum(refusedNumberTypes)),
  spendPerDay: dollars(0.01, 200_000).optional(),
  prices: entries(priceLine, 750),
});

export function phoneGroups(
  countries: readonly string[] | null,
  { allowedNumberTypes, prices, spendPerDay }: ProtectionSettings,
  spent: number | null,
): SettingGroup[] {
  const own = Object.entries(prices).flatMap(([country, byChannel]) =>
    priceChannels.flatMap((channel) =>
      byChannel[channel] === undefined ? [] : [`${country} ${channel} ${byChannel[channel]}`],
    ),
  );
  return [
    {
      title: text.countries,
      description: text.countriesText,
      settings: [
        {
          kind: "choice",
          name: "countryMode",
          label: text.countryMode,
          value: countries === null ? "all" : "some",
          options: optionsOf(text.countryModes),
        },
        {
          kind: "lines",
          name: "countries",
          label: text.countryCodes,
          hint: text.countryHint(suggestedCountries.join(" ")),
          value: (countries ?? suggestedCountries).join(" "),
        },
      ],
    },
    {
      title: text.numberTypes,
      description: text.numberTypesText,
      settings: [
        {
          kind: "checks",
          name: "allowedNumberTypes",
          label: text.allow,
          values: allowedNumberTypes,
          options: refusedNumberTypes.map((value) => ({ value, label: text.types[value] })),
        },
      ],
    },
    {
      title: text.spending,
      description: text.spendingText,
      settings: [
        {
          kind: "number",
          name: "spendPerDay",
          label: text.cap,
          hint: spent === null ? undefined : text.spent(spent.toFixed(2)),
          value: spendPerDay?.toString() ?? "",
        },
        { kind: "lines", name: "prices", label: text.prices, hint: text.pricesHint, value: own.join("\n") },
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
}: z.output<typeof PhoneFields>) {
  const byCountry: ProtectionSettings["prices"] = {};
  for (const { country, channel, price } of prices)
    byCountry[country] = { ...byCountry[country], [channel]: price };
  return {
    countries: countryMode === "all" ? null : [...new Set(countries)],
    protection: { allowedNumberTypes, prices: byCountry, spendPerDay: spendPerDay ?? null },
  };
}

const allowOrRefuse = z.enum(["allow", "refuse"]);

export const EmailFields = z.object({
  disposableDomains: allowOrRefuse,
  additionalDisposableDomains: lines(elementOf(shape.additionalDisposableDomains), 1000),
  allowedDisposableDomains: lines(elementOf(shape.allowedDisposableDomains), 1000),
  roleAddresses: allowOrRefuse,
  domainsWithoutMail: allowOrRefuse,
});

export function emailGroups(settings: ProtectionSettings): SettingGroup[] {
  const choice = (name: "disposableDomains" | "roleAddresses" | "domainsWithoutMail", label: string) =>
    ({ kind: "choice", name, label, value: settings[name], options: optionsOf(text.allowOrRefuse) }) as const;
  const domains = (name: "additionalDisposableDomains" | "allowedDisposableDomains", label: string) =>
    ({ kind: "lines", name, label, hint: text.domainsHint, value: settings[name].join("\n") }) as const;
  return [
    {
      title: text.disposable,
      description: text.disposableText,
      settings: [
        choice("disposableDomains", text.onDisposable),
        domains("additionalDisposableDomains", text.additional),
        domains("allowedDisposableDomains", text.exceptions),
      ],
    },
    { title: text.roles, description: text.rolesText, settings: [choice("roleAddresses", text.onRole)] },
    {
      title: text.noMail,
      description: text.noMailText,
      settings: [choice("domainsWithoutMail", text.onNoMail)],
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

export function botGroups({
  challenge: { when, kind, siteKey, sealedSecret },
}: ProtectionSettings): SettingGroup[] {
  return [
    {
      title: text.check,
      description: text.checkText,
      settings: [
        { kind: "choice", name: "when", label: text.when, value: when, options: optionsOf(text.whens) },
        { kind: "choice", name: "kind", label: text.kind, value: kind, options: optionsOf(text.kinds) },
        { kind: "text", name: "siteKey", label: text.siteKey, value: siteKey ?? "" },
        {
          kind: "password",
          name: "secret",
          label: text.secret,
          hint: text.secretHint(sealedSecret !== null),
          value: "",
        },
      ],
    },
  ];
}

const testRecipient = shape.testRecipients.unwrap().element;

/** "+12025550123 123456 2027-01-31": until the end of that day, in UTC. */
const testLine = z
  .string()
  .regex(/^\S+ +\d{4,10} +\d{4}-\d{2}-\d{2}$/, text.testWrong)
  .transform((line) => {
    const [identifier, code, day] = line.split(/ +/) as [string, string, string];
    return { identifier, code, endsAt: `${day}T23:59:59Z` };
  })
  .pipe(testRecipient);

const enabled = { auto: null, on: true, off: false } as const;

export const TestFields = z.object({
  testRecipientsEnabled: z.enum(["auto", "on", "off"]),
  testRecipients: entries(testLine, 50),
});

export function testGroups({ testRecipientsEnabled, testRecipients }: ProtectionSettings): SettingGroup[] {
  const mode = testRecipientsEnabled === null ? "auto" : testRecipientsEnabled ? "on" : "off";
  return [
    {
      title: text.tests,
      description: text.testsText,
      settings: [
        {
          kind: "choice",
          name: "testRecipientsEnabled",
          label: text.testsMode,
          value: mode,
          options: optionsOf(text.testModes),
        },
        {
          kind: "lines",
          name: "testRecipients",
          label: text.ownTests,
          hint: text.ownTestsHint,
          value: testRecipients
            .map(({ identifier, code, endsAt }) => `${identifier} ${code} ${endsAt.slice(0, 10)}`)
            .join("\n"),
        },
      ],
    },
  ];
}

export function withTests({ testRecipientsEnabled, testRecipients }: z.output<typeof TestFields>) {
  return { testRecipientsEnabled: enabled[testRecipientsEnabled], testRecipients };
}
