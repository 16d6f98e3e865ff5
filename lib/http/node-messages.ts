import type { IncomingMessage, ServerResponse } from "node:http";
import { responseText, setRequestBody } from "./known-bodies";

/** The Fetch standard's view of a Node request whose body was read. `readBody` returns it. */
export function requestOf({ method = "GET", headers, url = "" }: IncomingMessage, body: Buffer): Request {
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value ?? ""),
  ]);
  const request = new Request(`http://localhost${url}`, { method, headers: fields });
  // The Fetch standard gives GET no body.
  if (method !== "GET") setRequestBody(request, body);
  return request;
}

export async function sendResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  const known = responseText(response);
  const content = known === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(known);
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  // RFC 9110 §8.6: a response that cannot have content has no length. HEAD may leave it out.
  if (response.status !== 204 && outgoing.req.method !== "HEAD")
    outgoing.setHeader("content-length", content.length);
  outgoing.writeHead(response.status).end(content);
}
