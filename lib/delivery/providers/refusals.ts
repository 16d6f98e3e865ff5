import type { Channel } from "@/lib/projects";
import type { ConfigInvalid } from "./kinds/kind";

export type ProviderNotFound = { code: "provider_not_found" };

/** The kind does not support the channel. */
export type ProviderChannelUnsupported = { code: "provider_channel_unsupported"; channel: Channel };

export type CreateProviderRefusal =
  | { code: "provider_kind_unknown"; known: string[] }
  | ProviderChannelUnsupported
  | ConfigInvalid;

export type UpdateProviderRefusal = ProviderNotFound | ProviderChannelUnsupported | ConfigInvalid;

export type TestProviderRefusal = ProviderNotFound | ProviderChannelUnsupported;
