import type { Ctx } from "@/lib/access";
import {
  findProvider,
  type ProviderChannelUnsupported,
  type ProviderNotFound,
  providerOrderOf,
} from "@/lib/delivery";
import { type Result, refuse } from "@/lib/result";
import type { Started } from "./finish-send";
import { findById } from "./queries/repository";
import { channelFor } from "./recipient";
import type { ResendRefusal } from "./refusals";
import { type Resend, resend } from "./resend";

export type ResendThrough = Resend & { providerId: string };

export type ResendThroughRefusal = ResendRefusal | ProviderNotFound | ProviderChannelUnsupported;

/** Resends with a provider of the caller's choice first. If it fails, the others are tried in their order. */
export async function resendThrough(
  ctx: Ctx,
  input: ResendThrough,
): Promise<Result<Started, ResendThroughRefusal>> {
  const found = await findById(ctx.project.id, input.verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  const channel = found.identifierType && channelFor(found.identifierType, input.channel ?? found.channel!);
  // Without a channel there is nothing to resend, which `resend` explains.
  if (!channel) return resend(ctx, input);
  const carrying = await providerOrderOf(ctx.project.id, channel);
  if (carrying.some(({ id }) => id === input.providerId)) return resend(ctx, input);
  const isKnown = (await findProvider(ctx, input.providerId)).ok;
  return refuse(isKnown ? { code: "provider_channel_unsupported", channel } : { code: "provider_not_found" });
}
