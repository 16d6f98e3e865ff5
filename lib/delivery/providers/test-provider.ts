import { actorOf, type Ctx } from "@/lib/access";
import { appendEvent } from "@/lib/events";
import { apiLanguage, type ConsoleLocale } from "@/lib/i18n";
import { newId } from "@/lib/id";
import { type Channel, phoneChannels } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { AdmitTest, SendBlocked } from "../admission";
import { maskRecipient } from "../mask-recipient";
import { renderTestMessage } from "../render-message";
import { findProviderKind } from "./kinds";
import { paidChannels } from "./paid-channels";
import { providerNameOf } from "./provider-record";
import type { TestProviderRefusal } from "./refusals";
import { findRow } from "./repository";
import { sendFor } from "./send-for";
import type { TryResult } from "./send-once";
import { openSender } from "./senders";

/** Longer than a worker's try, because an operator is waiting for the result. */
const limitMs = 15_000;

export interface ProviderTest {
  outcome: TryResult["outcome"];
  channel: Channel;
  /** The provider's reply. */
  explanation: string;
  /** The provider's code for it. Null: it gave none. */
  providerCode: string | null;
  /** What the code means, for support. Null: it is not known. */
  meaning: string | null;
  /** "the mail server at smtp.example.com" */
  providerName: string;
}

export interface TestProvider {
  /** A valid email address, or a phone number in E.164. */
  to: string;
  /** Defaults to the first that reaches it. */
  channel?: Channel;
}

/**
 * Sends a test message immediately, without the outbox and over a new connection, and returns the provider's reply. Disabled
 * providers can be tested, too. The message is counted for the project's spend cap and volumes.
 */
export async function testProvider(
  ctx: Ctx,
  id: string,
  { to, channel: asked }: TestProvider,
  admit: AdmitTest,
  language: ConsoleLocale = apiLanguage,
): Promise<Result<ProviderTest, TestProviderRefusal | SendBlocked>> {
  const row = await findRow(ctx.project.id, id);
  if (!row) return refuse({ code: "provider_not_found" });
  const reaching: readonly Channel[] = to.includes("@") ? ["email"] : phoneChannels;
  const channel = asked ?? reaching.find((one) => row.channels.includes(one)) ?? reaching[0]!;
  if (!row.channels.includes(channel) || !reaching.includes(channel))
    return refuse({ code: "provider_channel_unsupported", channel });
  const isPaid = paidChannels(row).includes(channel);
  const blocked = await admit(ctx, { channel, recipient: to, isPaid });
  if (blocked) return refuse(blocked);

  const addressed = { id: newId(), channel, recipient: to, locale: ctx.project.settings.defaultLocale };
  const message = await renderTestMessage(addressed, ctx.project);
  let close = () => {};
  const result = await sendFor(
    ctx.project,
    () => {
      const carrier = openSender(row);
      close = () => carrier.close();
      return carrier;
    },
    message,
    limitMs,
  );
  close();
  await appendEvent({
    projectId: ctx.project.id,
    type: "provider.tested",
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    data: { providerId: id, kind: row.kind, name: row.name, to: maskRecipient(to), outcome: result.outcome },
  });
  return ok({
    outcome: result.outcome,
    channel,
    explanation: result.explanation,
    providerCode: result.providerCode ?? null,
    meaning: findProviderKind(row.kind)?.explainCode(result.providerCode ?? "", language) ?? null,
    providerName: providerNameOf(row.kind, row, language),
  });
}
