import type { Channel, Project } from "@/lib/projects";
import estimates from "./estimates.json";

export type PricedChannel = Exclude<Channel, "email">;
type Prices = Record<PricedChannel, number>;

/** What messages to a country cost, in US dollars each. */
export interface CountryPrices extends Prices {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** The channels with the project's own price. The others have an estimate. */
  own: PricedChannel[];
}

export const pricedChannels: readonly PricedChannel[] = ["sms", "voice", "whatsapp"];
const estimated: Partial<Record<string, Prices>> = estimates.prices;

/** For numbers that belong to no country: they must not be cheaper than any other. */
const highest = Object.fromEntries(
  pricedChannels.map((channel) => [
    channel,
    Math.max(...Object.values(estimates.prices).map((prices) => prices[channel])),
  ]),
) as Prices;

/** The price of a message in US dollars: the project's own, or our estimate. A call is priced as one minute. */
export function priceOf({ settings }: Project, country: string | null, channel: PricedChannel): number {
  const own = country === null ? undefined : settings.protection.prices[country]?.[channel];
  return own ?? (estimated[country ?? ""] ?? highest)[channel];
}

/** The prices of all countries, by code. */
export function pricesOf(project: Project): CountryPrices[] {
  const own = project.settings.protection.prices;
  const countries = [...new Set([...Object.keys(estimates.prices), ...Object.keys(own)])].sort();
  return countries.map((country) => ({
    country,
    sms: priceOf(project, country, "sms"),
    voice: priceOf(project, country, "voice"),
    whatsapp: priceOf(project, country, "whatsapp"),
    own: pricedChannels.filter((channel) => own[country]?.[channel] !== undefined),
  }));
}
