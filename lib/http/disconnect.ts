import type { ServerResponse } from "node:http";

/** Requests of the fast path, which the framework has given no signal. */
const responses = new WeakMap<Request, ServerResponse>();

/** Remembers what answers a request that was made without a signal. */
export function setResponse(request: Request, response: ServerResponse): void {
  responses.set(request, response);
}

/** Aborts when the client disconnects. Made on demand, because most requests are answered at once. */
export function disconnectOf(request: Request): AbortSignal {
  const response = responses.get(request);
  if (!response) return request.signal;
  const disconnect = new AbortController();
  if (response.destroyed) disconnect.abort();
  response.once("close", () => disconnect.abort());
  return disconnect.signal;
}
