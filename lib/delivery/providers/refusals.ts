import type { Channel } from "@/lib/projects";
import type { ConfigInvalid } from "./kinds/kind";

export type ProviderNotFound = { code: "provider_not_found" };

/** The kind does not support the channel. */
export type ProviderChannelUnsupported = { code: "provider_channel_unsupported"; channel: Channel };

/** Messages of this provider cost money, and nobody has decided which countries they may go to. */
export type CountriesRequired = { code: "countries_required"; suggested: readonly string[] };

export type CreateProviderRefusal =
  | { code: "provider_kind_unknown"; known: string[] }
  | ProviderChannelUnsupported
  | ConfigInvalid
  | CountriesRequired;

export type UpdateProviderRefusal =
  | ProviderNotFound
  | ProviderChannelUnsupported
  | ConfigInvalid
  | CountriesRequired;

export type TestProviderRefusal = ProviderNotFound | ProviderChannelUnsupported;
