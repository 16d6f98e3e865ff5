import { day, hour, minute } from "@/lib/time";

/*
 * When messages to a beginning of phone numbers are limited or paused. `npm run simulate-abuse` measures what these numbers
 * stop, and whom.
 */

/** Verified messages in 14 days that make a block or country familiar. What is familiar is judged alone. */
export const familiarFrom = { block: 3, country: 10 } as const;

/** Messages an hour that are always allowed, to a block and to a country or all that is unfamiliar. */
export const leastAllowed = { block: 30, country: 60, unfamiliar: 60 } as const;
/** How much of its busiest hour a prefix may have. Verified messages count, so that an attack doesn't raise its own limit. */
export const allowedGrowth = 4;
/** Above this, nothing is limited: all messages to a prefix would queue for one row, and real people are most of them. */
export const mostLimited = 500;

/** Messages that are needed to judge how many of them led to a verification. */
export const leastJudged = 10;
/**
 * A conversion has collapsed below this part of what it was before. A familiar block stays open while many of its people enter their
 * codes; where hardly anybody was verified before, the few who do would hide a slow attack.
 */
export const collapsedPart = { familiar: 1 / 8, unfamiliar: 1 / 2 } as const;
/** And only if chance would do that less often. */
export const leastChance = 1e-6;
/** Verified messages that are needed to trust a prefix's own past. */
export const leastPast = 20;
/** The conversion of a project that has no past. */
export const assumedConversion = 0.5;

/** The first pause. Each that follows within a week is twice as long, up to a day. */
export const firstPauseSeconds = { conversion: 30 * minute, sequence: hour } as const;
export const longestPauseSeconds = day;
/** Messages that are sent after a pause, to find out whether people enter their codes again. */
export const probes = 3;
/** So many of them must be verified, so that one real person among an attack's numbers does not end the pause. */
export const leastAnswered = 2;

/** Different numbers among a hundred in a row, within an hour, and how many times more than are to be expected by chance. */
export const sequence = { numbers: 8, timesExpected: 10 } as const;
