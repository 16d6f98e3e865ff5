import type { Channel } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import type { ConfigInvalid, ProviderKind } from "./kinds/kind";
import type { ProviderChannelUnsupported } from "./refusals";

type Config = Record<string, unknown>;

/** The config members that are missing for a channel. */
function missingFor(kind: ProviderKind, config: Config, channel: Channel): string[] {
  return (kind.channelMembers[channel] ?? []).filter((member) => config[member] === undefined);
}

/** The channels for which the config is complete. */
function carriedBy(kind: ProviderKind, config: Config): Channel[] {
  return kind.channels.filter((channel) => missingFor(kind, config, channel).length === 0);
}

/** Checks the channels of a provider. By default, all channels for which its config is complete. */
export function channelsFor(
  kind: ProviderKind,
  config: Config,
  given: readonly Channel[] | undefined,
): Result<Channel[], ProviderChannelUnsupported | ConfigInvalid> {
  const carried = carriedBy(kind, config);
  const channels = given ?? (carried.length > 0 ? carried : kind.channels);
  const foreign = channels.find((channel) => !kind.channels.includes(channel));
  if (foreign) return refuse({ code: "provider_channel_unsupported", channel: foreign });
  const violations = channels.flatMap((channel) =>
    missingFor(kind, config, channel).map((member) => ({
      pointer: `/config/${member}`,
      message: `the channel ${channel} needs it`,
    })),
  );
  if (violations.length > 0) return refuse({ code: "provider_config_invalid", violations });
  return ok([...channels]);
}

/** A changed config's channels: those that are still complete, and those that the change completed. */
export function channelsAfter(
  kind: ProviderKind,
  before: { channels: readonly string[]; config: Config },
  config: Config,
): Channel[] {
  const had = carriedBy(kind, before.config);
  const kept = carriedBy(kind, config).filter(
    (channel) => before.channels.includes(channel) || !had.includes(channel),
  );
  // None is left, so checking the former channels reports what is missing.
  return kept.length > 0 ? kept : kind.channels.filter((channel) => before.channels.includes(channel));
}
