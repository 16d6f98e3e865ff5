import { z } from "zod";
import type { ProtectionSettings } from "@/lib/projects";
import type { Translator } from "../../../../_text/translator";
import type { SettingGroup } from "../_parts/settings-form";
import { entries } from "./fields";
import { optionsOf, shape } from "./shape";

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
