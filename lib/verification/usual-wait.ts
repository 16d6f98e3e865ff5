import type { Channel } from "@/lib/projects";

/** So many waits of a channel are remembered. */
const most = 50;
/** Before there are any, in milliseconds: what providers take. */
const assumed = [180, 220, 260, 320, 400];

// Route files each load this module and must share it.
const place = globalThis as typeof globalThis & { countersignUsualWaits?: Map<Channel, number[]> };
place.countersignUsualWaits ??= new Map();
const waits = place.countersignUsualWaits;

/** Notes how long a provider took to accept a message, in milliseconds. */
export function noteWait(channel: Channel, ms: number): void {
  const known = waits.get(channel) ?? [];
  known.push(ms);
  if (known.length > most) known.shift();
  waits.set(channel, known);
}

/** Waits as long as for one of the last messages of a channel, so that the time does not tell that this one is not sent. */
export function waitAsUsual(channel: Channel): Promise<void> {
  const known = waits.get(channel) ?? assumed;
  const ms = known[Math.floor(Math.random() * known.length)]!;
  return new Promise((resolve) => setTimeout(resolve, ms));
}
