import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { blockOf } from "@/lib/protection/prefixes/number-prefixes";
import { people, phoneOf } from "./people";
import type { Random } from "./random";

/** The messages of one hour to one operator block. */
export interface HistoryCount {
  /** How many hours ago. */
  hour: number;
  block: string;
  sent: number;
  verified: number;
}

export interface History {
  counts: readonly HistoryCount[];
  /** The country of each block. */
  blocks: ReadonlyMap<string, string>;
}

/** Honest people of so many days, without an attack. */
export function makeHistory(random: Random, days: number): History {
  const counts = new Map<string, HistoryCount>();
  const blocks = new Map<string, string>();
  for (let hour = 1; hour <= days * 24; hour++)
    for (let person = 0; person < people.perHour * people.byPhone; person++) {
      const number = phoneOf(random);
      const block = blockOf(number)!;
      const key = `${hour} ${block}`;
      const count = counts.get(key) ?? { hour, block, sent: 0, verified: 0 };
      count.sent += 1;
      if (random.next() < people.verifying) count.verified += 1;
      counts.set(key, count);
      if (!blocks.has(block)) blocks.set(block, parsePhoneNumberFromString(number)!.country!);
    }
  return { counts: [...counts.values()], blocks };
}
