/** A code to try, on a verification of the server under test. */
export interface Check {
  id: string;
  code: string;
}

/**
 * What to send: the same no-op, starts for ever new recipients, codes to try one after another, rows to touch, or whole
 * cycles: start, receive the message, check its code.
 */
export type Supply =
  | { kind: "noop" }
  | { kind: "start"; first: number }
  | { kind: "checks"; checks: Check[] }
  | { kind: "cycles"; first: number }
  | { kind: "floor"; rows: number };

export interface Load {
  port: number;
  apiKey: string;
  supply: Supply;
  clients: number;
  seconds: number;
  /** Any other status ends the bench: a fast refusal must not pass for a fast answer. */
  status: number;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU time of the generator itself. */
  micros: number;
}

/** The nth recipient of a run. In a filled database the first ones have a history. */
export function recipientOf(n: number): string {
  return `jane.${n}@example.com`;
}

/** Writes requests of one client as they go over the wire. */
export function requestWriter({ port, apiKey }: Pick<Load, "port" | "apiKey">) {
  return (path: string, body: string) =>
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${apiKey}\r\n` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
}

/** The requests of a supply, ready for the wire; undefined when there are no more. */
export function* requestsOf({ port, apiKey, supply }: Load): Generator<string, undefined> {
  const post = requestWriter({ port, apiKey });
  switch (supply.kind) {
    case "noop":
      for (;;) yield post("/health/noop", `{"email":"${recipientOf(1)}"}`);
    case "start":
      for (let n = supply.first; ; n++) yield post("/api/v1/verifications", `{"email":"${recipientOf(n)}"}`);
    case "checks":
      for (const { id, code } of supply.checks)
        yield post(`/api/v1/verifications/${id}/attempts`, `{"code":"${code}"}`);
      return undefined;
    case "cycles":
      throw new Error("What a cycle sends depends on what it receives.");
    case "floor":
      for (let n = 0; ; n++) yield post("/", `{"id":${1 + (n % supply.rows)}}`);
  }
}
