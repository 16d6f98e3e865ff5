import type { Channel } from "@/lib/projects";
import type { ConfigInvalid } from "./kinds/kind";

export type ProviderNotFound = { code: "provider_not_found" };

/** The kind does not support the channel. */
export type ChannelNotCarried = { code: "channel_not_carried"; channel: Channel };

export type CreateProviderRefusal =
  | { code: "provider_kind_unknown"; known: string[] }
  | ChannelNotCarried
  | ConfigInvalid;

export type UpdateProviderRefusal = ProviderNotFound | ChannelNotCarried | ConfigInvalid;

export type TestProviderRefusal = ProviderNotFound | ChannelNotCarried;
