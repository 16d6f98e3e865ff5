import { z } from "zod";
import type { ProtectionSettings } from "@/lib/projects";
import type { Translator } from "../../../../_text/translator";
import type { SettingGroup } from "../_parts/settings-form";
import { lines } from "./fields";
import { elementOf, optionsOf, shape } from "./shape";

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
