/** How a message reaches a person: `email` for email addresses, the others for phone numbers. */
export const channels = ["email", "sms", "voice", "whatsapp"] as const;
export type Channel = (typeof channels)[number];

/** The channels that reach phone numbers. */
export const phoneChannels = ["sms", "voice", "whatsapp"] as const satisfies readonly Channel[];
