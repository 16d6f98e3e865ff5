import { z } from "zod";
import type { ProtectionSettings } from "@/lib/projects";
import type { Translator } from "../../../../_text/translator";
import type { SettingGroup } from "../_parts/settings-form";
import { optionsOf, shape } from "./shape";

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
