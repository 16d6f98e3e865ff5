import { z } from "zod";
import { type ProtectionSettings, protectionRules } from "@/lib/projects";
import type { Translator } from "../../../../_text/translator";
import type { SettingGroup } from "../_parts/settings-form";
import { lines } from "./fields";
import { elementOf, shape } from "./shape";

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
