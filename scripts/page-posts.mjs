import { IncomingMessage } from "node:http";

/** What the framework accepts for server actions. */
const maxBodyBytes = 1024 * 1024;

const actionId = /^[0-9a-f]{42}$/;
const malformed = { status: 400, text: "Invalid Server Action request." };
const tooLarge = { status: 413, text: "The body is too large." };

/** Whether the framework would run a server action for this request to a page. */
export function isActionPost({ method, headers }) {
  return method === "POST" && (headers["next-action"] !== undefined || isMultipart(headers));
}

const isMultipart = (headers) => /^multipart\/form-data\b/i.test(headers["content-type"] ?? "");

/**
 * Reads and checks a post to a page before the framework does, which answers 500 and logs a stack for malformed bodies and
 * foreign origins. Returns a refusal, or the request with its body for the framework to read again.
 */
export async function readActionPost(request) {
  const { headers } = request;
  if (isForeign(headers)) return { refusal: { status: 403, text: "This form was sent from another site." } };
  if (headers["next-action"] !== undefined && !actionId.test(headers["next-action"])) {
    return { refusal: malformed };
  }
  const body = await readAtMost(request, maxBodyBytes);
  if (!body) return { refusal: tooLarge };
  const isValid = isMultipart(headers) ? await isActionForm(body, headers) : isJson(body.toString());
  return isValid ? { replay: replayOf(request, body) } : { refusal: malformed };
}

/** Whether a request has a body. */
export function hasBody({ headers }) {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * Reads the body of any other request to a page: the framework logs an error if a client goes away while it reads one.
 * Returns a refusal, or the request with its body for the framework to read again.
 */
export async function readPageBody(request) {
  const body = await readAtMost(request, maxBodyBytes);
  return body ? { replay: replayOf(request, body) } : { refusal: tooLarge };
}

/** The framework refuses the same, to stop forged posts (CSRF): an origin that is neither the host nor what a proxy says. */
function isForeign({ origin, host, "x-forwarded-host": forwardedHost }) {
  if (origin === undefined) return false;
  if (!URL.canParse(origin)) return true;
  const first = forwardedHost?.split(",")[0].trim();
  return ![host, first].includes(new URL(origin).host);
}

/** Null if it is larger. Rejects if the client goes away. */
async function readAtMost(request, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A form whose fields name an action (without JavaScript), or carry its arguments under `0` (with it). */
async function isActionForm(body, headers) {
  let form;
  try {
    const type = headers["content-type"];
    form = await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    return false;
  }
  if (headers["next-action"] !== undefined) return isJson(form.get("0"));
  return [...form.keys()].some((name) => isActionField(form, name));
}

function isActionField(form, name) {
  if (name.startsWith("$ACTION_ID_")) return actionId.test(name.slice("$ACTION_ID_".length));
  if (!name.startsWith("$ACTION_REF_")) return false;
  const bound = form.get(`$ACTION_${name.slice("$ACTION_REF_".length)}:0`);
  return isJson(bound) && actionId.test(JSON.parse(bound)?.id);
}

function isJson(text) {
  try {
    JSON.parse(text);
    return typeof text === "string";
  } catch {
    return false;
  }
}

/** The same request, unread. */
function replayOf(request, body) {
  const replay = new IncomingMessage(request.socket);
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  Object.assign(replay, { method, url, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor });
  // `headers` of an IncomingMessage is a getter that parses lazily: the changed ones must replace what it would parse.
  replay.headers = headers;
  replay.complete = true;
  replay.push(body);
  replay.push(null);
  return replay;
}
