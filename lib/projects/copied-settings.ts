import { protectionSettings } from "./protection";
import type { ProjectSettings } from "./settings";

/**
 * The settings for a copy of a project: all but those that only one project can have. A host belongs to one project, and a
 * foreign issuer's token that two projects accept is refused by both. The secret of a check for bots is encrypted for its project.
 */
export function copiedSettings(settings: ProjectSettings): ProjectSettings {
  const { kratos, transmit, ...others } = settings.dialects;
  const { challenge: _, ...protection } = settings.protection;
  return {
    ...settings,
    protection: protectionSettings.parse(protection),
    dialects: {
      ...others,
      kratos: { ...kratos, hosts: [] },
      transmit: { ...transmit, foreignIssuers: [] },
    },
  };
}
