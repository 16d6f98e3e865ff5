/** A plain token, as in `X-Request-Id`: logs and events must not carry arbitrary text. */
export const requestIdPattern = /^[A-Za-z0-9._~-]{1,128}$/;

/** "You can provide your own while making the request": the body's `requestID`, or null if there is none to use. */
export function requestIdInBody(text: string): string | null {
  try {
    const id: unknown = JSON.parse(text)?.requestID;
    return typeof id === "string" && requestIdPattern.test(id) ? id : null;
  } catch {
    return null;
  }
}
