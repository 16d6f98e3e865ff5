import { type Ctx, record } from "@/lib/access";
import { apiLanguage, type ConsoleLocale } from "@/lib/i18n";
import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { AdmitTest, SendBlocked } from "../admission";
import { maskRecipient } from "../mask-recipient";
import { findProviderKind } from "../providers/kinds";
import { isChannelInboxOnly, paidChannelsOf, providerOrderOf } from "../providers/provider-order";
import { providerNameOf } from "../providers/provider-record";
import { sendFor } from "../providers/send-for";
import { senderOf } from "../providers/senders";
import type { ProviderTest } from "../providers/test-provider";
import type { GivenTexts } from "./parts";
import { renderSample } from "./preview-template";
import type { TemplateName } from "./repository";
import { type PurposeUnknown, textsInEffect } from "./template";

/** An operator waits for the answer. */
const limitMs = 15_000;

export interface TestMessageTemplate {
  /** A valid email address, or a phone number in E.164. */
  to: string;
  /** Defaults to `email` or `sms`. */
  channel?: Channel;
  /** Defaults to the saved ones. */
  texts?: GivenTexts;
}

export type TestTemplateRefusal =
  | PurposeUnknown
  | { code: "channel_not_supported"; channel: string }
  /** No provider, or only the inbox, in which a test would be lost. */
  | { code: "channel_not_configured"; channel: string };

/**
 * Sends a message with these texts, or with the saved ones, at once and without the outbox. Its code and link prove nothing.
 * Returns the reply of the first provider that accepts it, else that of the last one. The message is counted for the project's spend
 * cap and volumes.
 */
export async function testMessageTemplate(
  ctx: Ctx,
  name: TemplateName,
  { to, channel = to.includes("@") ? "email" : "sms", texts: given }: TestMessageTemplate,
  admit: AdmitTest,
  language: ConsoleLocale = apiLanguage,
): Promise<Result<ProviderTest, TestTemplateRefusal | SendBlocked>> {
  const texts = await textsInEffect(ctx, name, given);
  if (!texts.ok) return texts;
  if ((channel === "email") !== to.includes("@")) return refuse({ code: "channel_not_supported", channel });
  if (await isChannelInboxOnly(ctx.project.id, channel))
    return refuse({ code: "channel_not_configured", channel });
  const isPaid = (await paidChannelsOf(ctx.project.id)).has(channel);
  const blocked = await admit(ctx, { channel, recipient: to, isPaid });
  if (blocked) return refuse(blocked);

  const message = await renderSample(ctx.project, name, texts.value, { channel, to });
  let last: ProviderTest | undefined;
  for (const provider of await providerOrderOf(ctx.project.id, channel)) {
    const {
      outcome,
      explanation,
      providerCode = null,
    } = await sendFor(ctx.project, () => senderOf(provider), message, limitMs);
    const meaning = findProviderKind(provider.kind)?.explainCode(providerCode ?? "", language) ?? null;
    const providerName = providerNameOf(provider.kind, provider, language);
    last = { outcome, channel, explanation, providerCode, meaning, providerName };
    if (outcome === "accepted") break;
  }
  const facts = { ...name, channel, to: maskRecipient(to), outcome: last!.outcome };
  await record(ctx, "message_template.tested", facts);
  return ok(last!);
}
