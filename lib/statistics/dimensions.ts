/** What verifications can be counted by. */
export const dimensions = ["channel", "country", "provider", "purpose", "dialect", "locale"] as const;
export type Dimension = (typeof dimensions)[number];

/** What is counted, each a part of the one before, apart from `delivered`, which not every provider reports. */
export const measures = ["started", "sent", "delivered", "answered", "verified"] as const;
export type Measure = (typeof measures)[number];
