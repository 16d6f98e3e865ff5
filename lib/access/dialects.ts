/** What an API key may be marked with: the dialect that its client speaks, where one URL serves several. */
export const keyDialects = ["corbado", "kratos", "logto", "transmit"] as const;
export type KeyDialect = (typeof keyDialects)[number];
