/*
 * Bodies that are known as a whole. The Fetch standard's streams cost more processor time than the rest of a short
 * request, so on the fast path nothing goes through them.
 */

const requestBodies = new WeakMap<Request, Buffer>();
const responseTexts = new WeakMap<Response, string>();

/** Remembers the body of a request that was made without one. */
export function setRequestBody(request: Request, body: Buffer): void {
  requestBodies.set(request, body);
}

/** Undefined: the body is in the request's stream. */
export function requestBody(request: Request): Buffer | undefined {
  return requestBodies.get(request);
}

/** A response whose text need not be read back from its stream. */
export function textResponse(text: string | null, init: ResponseInit): Response {
  const response = new Response(text, init);
  responseTexts.set(response, text ?? "");
  return response;
}

/** The same as `Response.json`. */
export function jsonResponse(value: unknown, { status, headers }: ResponseInit = {}): Response {
  const fields = new Headers(headers);
  if (!fields.has("content-type")) fields.set("content-type", "application/json");
  return textResponse(JSON.stringify(value), { status, headers: fields });
}

/** Undefined: the text is in the response's stream. */
export function responseText(response: Response): string | undefined {
  return responseTexts.get(response);
}
