/** The dialects an API key can be marked with, for URLs that serve several. */
export const keyDialects = ["corbado", "kratos", "logto", "transmit", "twilio"] as const;
export type KeyDialect = (typeof keyDialects)[number];
