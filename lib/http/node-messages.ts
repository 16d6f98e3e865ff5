import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setResponse } from "./disconnect";
import { responseText, setRequestBody } from "./known-bodies";

/** The Fetch standard's view of a Node request whose body was read. `readBody` returns it, and `disconnectOf` its signal. */
export function requestOf(
  { method = "GET", headers, url = "" }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Request {
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value ?? ""),
  ]);
  const request = new Request(`http://localhost${url}`, { method, headers: fields });
  // The Fetch standard gives GET no body.
  if (method !== "GET") setRequestBody(request, body);
  setResponse(request, outgoing);
  return request;
}

export async function sendResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (response.body && response.headers.get("content-type") === "text/event-stream")
    return sendStream(outgoing, response.body);
  const known = responseText(response);
  const content = known === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(known);
  // RFC 9110 §8.6: a response that cannot have content has no length. HEAD may leave it out.
  if (response.status !== 204 && outgoing.req.method !== "HEAD")
    outgoing.setHeader("content-length", content.length);
  outgoing.writeHead(response.status).end(content);
}

/** Sends what a stream contains as it comes, and cancels it when the client disconnects. */
async function sendStream(outgoing: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  const stop = () => reader.cancel();
  outgoing.once("close", stop);
  if (outgoing.destroyed) await stop();
  outgoing.flushHeaders();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    if (!outgoing.write(read.value)) await Promise.race([once(outgoing, "drain"), once(outgoing, "close")]);
  }
  outgoing.end();
}
