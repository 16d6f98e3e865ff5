import type { IncomingHttpHeaders } from "node:http";

/** A request as the client sent it. */
export interface SentRequest {
  method: string;
  /** The path with its query. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A response, with its body decoded. */
export interface ReceivedResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request and the vendor's response. */
export interface Exchange {
  request: SentRequest;
  response: ReceivedResponse;
  /** The client's address. */
  from: string;
}

/** Larger bodies are passed on, but not compared. */
export const maxComparedBytes = 256 * 1024;
