/** What a client was told about one verification. Times are instants of `performance.now()`, in milliseconds. */
export interface Entry {
  id: string;
  recipient: string;
  code?: string;
  /** How often a check of the code was answered with 200. */
  accepted: number;
}

export interface Response {
  sentAt: number;
  receivedAt: number;
  /** 0 if the connection broke or nothing came in time. */
  status: number;
}

/** What the clients saw while the database failed over. */
export interface Ledger {
  entries: Entry[];
  responses: Response[];
}

/** What the database says about a verification afterwards. Null if it does not know it. */
export type Afterwards = { isVerified: boolean } | null;

export interface Outcome {
  /** Started verifications and accepted codes that were confirmed to a client. */
  acknowledged: number;
  /** Those of them that the promoted server does not have. */
  lost: number;
  /** Verifications whose code was accepted more than once. */
  spentTwice: number;
  /** Confirmed starts whose message never arrived. */
  messagesLost: number;
  /** Responses that are neither a success nor 503, connections that broke included. */
  unexpected: number;
  /** Responses with 503. */
  unavailable: number;
  /** From the failure to the first success of a request sent after it. Infinite if there was none. */
  secondsDown: number;
}

export function assess(
  { entries, responses }: Ledger,
  { failedAt, found, received }: { failedAt: number; found: Map<string, Afterwards>; received: Set<string> },
): Outcome {
  const isLost = ({ id }: Entry) => !found.get(id);
  const isCheckLost = ({ id, accepted }: Entry) => accepted > 0 && !found.get(id)?.isVerified;
  const successes = responses.filter(({ sentAt, status }) => sentAt > failedAt && isSuccess(status));
  return {
    acknowledged: entries.length + entries.filter(({ accepted }) => accepted > 0).length,
    lost: entries.filter(isLost).length + entries.filter(isCheckLost).length,
    spentTwice: entries.filter(({ accepted }) => accepted > 1).length,
    messagesLost: entries.filter(({ recipient }) => !received.has(recipient)).length,
    unexpected: responses.filter(({ status }) => !isSuccess(status) && status !== 503).length,
    unavailable: responses.filter(({ status }) => status === 503).length,
    secondsDown: (Math.min(...successes.map(({ receivedAt }) => receivedAt)) - failedAt) / 1000,
  };
}

const isSuccess = (status: number) => status >= 200 && status < 300;

export const longestSecondsDown = 10;

/** Why an outcome misses the targets. Empty if it meets them. */
export function missesOf(outcome: Outcome): string[] {
  const misses: string[] = [];
  if (outcome.acknowledged === 0) misses.push("Nothing was acknowledged, so nothing was tested.");
  if (outcome.lost > 0) misses.push(`${outcome.lost} acknowledged results were lost.`);
  if (outcome.spentTwice > 0) misses.push(`${outcome.spentTwice} codes were accepted twice.`);
  if (outcome.messagesLost > 0) misses.push(`${outcome.messagesLost} messages never arrived.`);
  if (outcome.unexpected > 0)
    misses.push(`${outcome.unexpected} requests got something other than a success or 503.`);
  if (!(outcome.secondsDown <= longestSecondsDown))
    misses.push(`It was down for more than ${longestSecondsDown} seconds.`);
  return misses;
}
