import type { Ctx } from "@/lib/access";
import { deleteProvider, listProviders, type Provider, updateProvider } from "@/lib/delivery";

/**
 * Makes room for another connector of a type, because the vendor allows one at a time. Providers created by this dialect are
 * deleted. Others only lose the channel, which can be enabled again in the console.
 */
export async function removeSameType(ctx: Ctx, type: "Email" | "Sms", keep?: string): Promise<void> {
  const channel = type === "Email" ? "email" : "sms";
  const providers = await listProviders(ctx.project.id);
  const inTheWay = providers.filter(
    ({ id, isEnabled, channels }) => isEnabled && channels.includes(channel) && id !== keep,
  );
  for (const provider of inTheWay) await removeProviderChannel(ctx, provider, channel);
}

/** Removes one channel from a provider. Without any channel left, it is disabled. */
export async function removeProviderChannel(
  ctx: Ctx,
  provider: Provider,
  channel: "email" | "sms",
): Promise<void> {
  const { messageConnectors } = ctx.project.settings.dialects.logto;
  if (messageConnectors.some(({ providerId }) => providerId === provider.id)) {
    await deleteProvider(ctx, provider.id);
    return;
  }
  const others = provider.channels.filter((one) => one !== channel);
  await updateProvider(ctx, provider.id, others.length > 0 ? { channels: others } : { isEnabled: false });
}
