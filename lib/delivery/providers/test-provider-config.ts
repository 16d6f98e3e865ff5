import { type Ctx, record } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { maskRecipient } from "../mask-recipient";
import type { MessageFacts } from "../message";
import { ownMessage } from "../render-message";
import { findProviderKind } from "./kinds";
import type { ConfigInvalid } from "./kinds/kind";
import { sendFor } from "./send-for";
import type { TryResult } from "./send-once";

/** An operator waits for the answer. */
const limitMs = 15_000;

export interface TestProviderConfig {
  kind: string;
  config: Record<string, unknown>;
  to: string;
  subject: string;
  content: string;
  isHtml: boolean;
  facts: Omit<MessageFacts, "link" | "locale">;
}

export interface ProviderConfigTest {
  outcome: TryResult["outcome"];
  explanation: string;
}

/** Sends a caller's own test message immediately, with a config that no provider needs to have. Neither contains a secret. */
export async function testProviderConfig(
  ctx: Ctx,
  given: TestProviderConfig,
): Promise<Result<ProviderConfigTest, ConfigInvalid>> {
  const kind = findProviderKind(given.kind);
  if (!kind) throw new Error(`There is no provider kind named ${given.kind}.`);
  const config = kind.parse(given.config);
  if (!config.ok) return refuse(config.refusal);
  const { defaultLocale: locale } = ctx.project.settings;
  const channel = given.to.includes("@") ? "email" : "sms";
  const addressed = { id: newId(), channel, recipient: given.to, locale } as const;
  const facts = { ...given.facts, link: null, locale };
  const message = { ...(await ownMessage(addressed, ctx.project, given)), facts };
  // There may be no provider with this config, so nothing could receive status callbacks.
  const sender = kind.open(config.value, { statusCallbackUrl: null });
  const result = await sendFor(ctx.project, () => sender, message, limitMs);
  sender.close();
  const { outcome, explanation } = result;
  await record(ctx, "provider.tested", { kind: kind.kind, to: maskRecipient(given.to), outcome });
  return ok({ outcome, explanation });
}
