"use server";

import { z } from "zod";
import {
  type MessageTemplate,
  messageTexts,
  type ProviderTest,
  previewMessageTemplate,
  restoreMessageTemplate,
  type SendBlocked,
  saveMessageTemplate,
  type TestTemplateRefusal,
  testMessageTemplate,
} from "@/lib/delivery";
import { testRecipient } from "@/lib/http/native";
import { locales } from "@/lib/i18n";
import { phoneChannels } from "@/lib/projects";
import { mapOk, type Result } from "@/lib/result";
import type { IdentifierRefusal } from "@/lib/users";
import { admitTest } from "@/lib/verification";
import { consoleLocale, getText } from "../../../../_text/get-text";
import { refusalText } from "../../../../_text/refusal-text";
import { projectAction, projectConfirmed, projectQuery } from "../../_parts/project-action";

const OneTemplate = z.object({ purpose: z.string().max(32), locale: z.enum(locales) });
const WithTexts = OneTemplate.extend(messageTexts.shape);

export const saveTemplate = projectAction(
  "settings.write",
  WithTexts,
  async ({ ctx }, { purpose, locale, ...texts }) =>
    mapOk(
      await saveMessageTemplate(ctx, { purpose, locale }, texts),
      ({ version }: MessageTemplate) => version,
    ),
);

/** Renders the form's texts. Nothing is saved. */
export const previewTemplate = projectQuery(
  "settings.write",
  WithTexts,
  async ({ ctx }, { purpose, locale, ...texts }) => previewMessageTemplate(ctx, { purpose, locale }, texts),
);

export const testTemplate = projectAction(
  "settings.write",
  WithTexts.extend({
    to: z.string().trim().max(254),
    channel: z.enum(phoneChannels).optional().catch(undefined),
  }),
  async (
    { ctx },
    { purpose, locale, to, channel, ...texts },
  ): Promise<Result<ProviderTest, IdentifierRefusal | TestTemplateRefusal | SendBlocked>> => {
    const recipient = testRecipient(to);
    if (!recipient.ok) return recipient;
    const { type, value } = recipient.value;
    const test = { to: value, channel: type === "phone" ? channel : undefined, texts };
    return testMessageTemplate(ctx, { purpose, locale }, test, admitTest, await consoleLocale());
  },
);

export const resetTemplate = projectConfirmed("settings.write", OneTemplate, async ({ ctx }, name) => {
  const t = await getText();
  const reset = await saveMessageTemplate(ctx, name, {});
  return reset.ok ? undefined : refusalText("templates", reset.refusal, t);
});

export const restoreTemplate = projectConfirmed(
  "settings.write",
  OneTemplate.extend({ version: z.coerce.number().int() }),
  async ({ ctx }, { version, ...name }) => {
    const t = await getText();
    const restored = await restoreMessageTemplate(ctx, name, version);
    return restored.ok ? undefined : refusalText("templates", restored.refusal, t);
  },
);
