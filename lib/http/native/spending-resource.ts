import { z } from "zod";
import type { CountryPrices, Spending } from "@/lib/protection";

const price = z.number().meta({ description: "US dollars for one message." });
const channel = z.enum(["sms", "voice", "whatsapp"]);

export const PriceResource = z
  .strictObject({
    country: z.string().meta({ description: "ISO 3166-1 alpha-2.", example: "DE" }),
    sms: price,
    voice: price.meta({ description: "US dollars for a call of one minute." }),
    whatsapp: price,
    own: z.array(channel).meta({
      description: "The channels with a price from `protection.prices`. The others have our estimate.",
    }),
  })
  .meta({ id: "Price", example: { country: "DE", sms: 0.11, voice: 0.08, whatsapp: 0.08, own: [] } });

export const SpendingResource = z
  .strictObject({
    spent: z.number().nullable().meta({
      description:
        "What messages on paid channels have cost in the last 24 hours, according to the prices. Null: there is no cap, so nothing is counted.",
    }),
    cap: z.number().nullable().meta({ description: "`protection.spendPerDay`." }),
    currency: z.literal("USD"),
  })
  .meta({ id: "Spending", example: { spent: 12.34, cap: 50, currency: "USD" } });

export function toPriceResource({
  country,
  sms,
  voice,
  whatsapp,
  own,
}: CountryPrices): z.input<typeof PriceResource> {
  return { country, sms, voice, whatsapp, own };
}

export function toSpendingResource({ spent, cap }: Spending): z.input<typeof SpendingResource> {
  return { spent, cap, currency: "USD" };
}
