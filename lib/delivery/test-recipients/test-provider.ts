import { apiLanguage } from "@/lib/i18n";
import { channels } from "@/lib/projects";
import { test } from "../providers/kinds/test";
import type { ProviderRow } from "../providers/repository";

/** Not a row in the database, because it has no config and belongs to every project. */
export const testProvider: ProviderRow = {
  id: "00000000-0000-7000-8000-000000000001",
  projectId: "00000000-0000-7000-8000-000000000000",
  kind: test.kind,
  name: test.textsIn(apiLanguage).title,
  channels: [...channels],
  position: 0,
  channelPositions: {},
  config: {},
  secrets: null,
  isEnabled: true,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};
