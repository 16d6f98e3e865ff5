import type { IncomingMessage, ServerResponse } from "node:http";

/** The Fetch standard's view of a Node request whose body was read. */
export function requestOf({ method = "GET", headers, url = "" }: IncomingMessage, body: Buffer): Request {
  const fields = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    String(value ?? ""),
  ]);
  return new Request(`http://localhost${url}`, {
    method,
    headers: fields,
    // The Fetch standard gives GET no body.
    body: body.length > 0 && method !== "GET" ? new Uint8Array(body) : undefined,
  });
}

export async function sendResponse(outgoing: ServerResponse, response: Response): Promise<void> {
  const content = Buffer.from(await response.arrayBuffer());
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  // RFC 9110 §8.6: a response that cannot have content has no length. HEAD may leave it out.
  if (response.status !== 204 && outgoing.req.method !== "HEAD")
    outgoing.setHeader("content-length", content.length);
  outgoing.writeHead(response.status).end(content);
}
