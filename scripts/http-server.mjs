import http from "node:http";
import net from "node:net";

/** How long a client can take, in milliseconds. Limits clients that send byte by byte (slowloris). */
const limits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  // Longer than the usual 60 s of load balancers, so that they close idle connections first. If we did, a request could be lost.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** A connection without any traffic for this long is dropped, for example if the client does not read. */
const inactivityTimeout = 120_000;

/** Of the URL, and of the URL and all header fields together, in bytes. */
const maxHeadBytes = 16 * 1024;

/** What the parser accepts: more than `maxHeadBytes`, so that most oversized requests get the API's own error format. */
const parser = { maxHeaderSize: 32 * 1024, requireHostHeader: false };

/** Statuses for requests that the parser rejected. */
const parserStatuses = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Statuses of refusals (`EdgeRefusal` in lib/http/protocol.ts) outside any API. */
const plainStatuses = {
  request_invalid: 400,
  not_found: 404,
  method_not_allowed: 405,
  uri_too_long: 414,
  headers_too_large: 431,
};

/** The methods that route files can export. */
const knownMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * The server in front of Next. `handle` receives every well-formed request, with the peer's address in
 * `x-countersign-peer` and the request target as sent in `x-countersign-target`, because route handlers see neither. Both
 * replace what a client sends in these headers.
 * Optional: `headers()` of every answer; `api`, which refuses in the shape of an API (lib/http/prefix.ts); `isFile(path)`.
 *
 * Returns the server; `retire()`, after which every answer closes its connection; and `drain(seconds, idleSeconds)`, which accepts no new connections and resolves when all are closed:
 * idle ones after `idleSeconds` (default 0) or their next request, the others after `seconds` at the latest.
 */
export function createHttpServer(
  handle,
  { headers = () => ({}), api = () => null, isFile = () => false } = {},
) {
  const server = http.createServer({ ...limits, ...parser });
  const connections = new Map();
  let isRetiring = false;
  let isDraining = false;
  let closed;
  server.timeout = inactivityTimeout;

  server.on("connection", (socket) => {
    connections.set(socket, new Set());
    socket.once("close", () => connections.delete(socket));
  });

  server.on("request", respond);
  // An expectation other than 100-continue may be ignored (RFC 9110 §10.1.1).
  server.on("checkExpectation", respond);
  server.on("connect", (_request, socket) => refuseSocket(socket, 405, headers()));

  function respond(request, response) {
    const { socket } = request;
    const underWay = connections.get(socket);
    underWay?.add(response);
    if (isRetiring) response.setHeader("connection", "close");
    response.once("close", () => {
      underWay?.delete(response);
      if (isDraining && !underWay?.size) socket.destroySoon();
    });
    for (const [name, value] of Object.entries(headers())) response.setHeader(name, value);
    request.headers["x-countersign-peer"] = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    request.headers["x-countersign-target"] = request.url;
    delete request.headers["x-countersign-method"];
    request.url = withPlainPath(request.url, request.headers);
    answer(request, response).catch((error) => {
      // The client closed the connection.
      if (socket.destroyed || request.destroyed) return response.destroy();
      console.error(error);
      if (response.headersSent) socket.destroy();
      else refusePlainly(response, 500);
    });
  }

  async function answer(request, response) {
    if (!isTarget(request.url)) return refusePlainly(response, 400);
    if (request.headers.host === undefined && request.httpVersion !== "1.0")
      return refusePlainly(response, 400);
    const refusal = refusalOf(request, api(), isFile);
    if (refusal) return refuse(request, response, refusal);
    if (!knownMethods.includes(request.method)) {
      if (!api()?.covers(request.url)) return refusePlainly(response, 405, { allow: "GET, HEAD, POST" });
      // No route file can export this method. OPTIONS reaches the one that answers 405 with its own Allow.
      request.headers["x-countersign-method"] = request.method;
      request.method = "OPTIONS";
    }
    await handle(request, response);
  }

  async function refuse(request, response, refusal) {
    response.setHeader("connection", "close");
    const refused = api()?.refuse(request, response, refusal);
    if (refused) return refused;
    const allow = refusal.allow && { allow: refusal.allow.join(", ") };
    refusePlainly(response, plainStatuses[refusal.code], allow);
  }

  server.on("clientError", (error, socket) => {
    const isAnswering = [...(connections.get(socket) ?? [])].some((response) => response.headersSent);
    if (!socket.writable || isAnswering || error.code === "ECONNRESET") return socket.destroy();
    const request = isAnswering || connections.get(socket)?.size ? null : requestOfPacket(error, socket);
    if (!request) return refuseSocket(socket, parserStatuses[error.code] ?? 400, headers());
    const response = new http.ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.once("finish", () => {
      response.detachSocket(socket);
      socket.end(() => socket.destroy());
    });
    if (error.code !== "HPE_HEADER_OVERFLOW") return respond(request, response);
    for (const [name, value] of Object.entries(headers())) response.setHeader(name, value);
    const isLongUrl = request.url.length > maxHeadBytes;
    refuse(request, response, { code: isLongUrl ? "uri_too_long" : "headers_too_large" }).catch(() =>
      socket.destroy(),
    );
  });

  function retire() {
    isRetiring = true;
    for (const underWay of connections.values())
      for (const response of underWay) if (!response.headersSent) response.setHeader("connection", "close");
  }

  async function drain(seconds, idleSeconds = 0) {
    retire();
    isDraining = true;
    // Not http's own, which closes idle connections at once.
    closed ??= new Promise((resolve) => net.Server.prototype.close.call(server, resolve));
    const timers = [
      // Browsers keep connections open that they have not used yet; waiting for those would take the whole time.
      setTimeout(() => {
        for (const [socket, underWay] of connections) if (!underWay.size) socket.destroy();
      }, idleSeconds * 1000),
      setTimeout(() => {
        for (const socket of connections.keys()) socket.destroy();
      }, seconds * 1000),
    ];
    await closed;
    timers.forEach(clearTimeout);
  }

  return { server, retire, drain };
}

/** Why a request is refused before any handler sees it, or null. */
function refusalOf({ url, method, rawHeaders }, api, isFile) {
  const path = url.split("?")[0];
  if (url.length > maxHeadBytes) return { code: "uri_too_long" };
  if (rawHeaders.join("").length + url.length > maxHeadBytes) return { code: "headers_too_large" };
  if (!isDecodable(path)) {
    const message = "The path is not valid percent-encoded UTF-8.";
    return { code: "request_invalid", violations: [{ part: "params", pointer: "/path", message }] };
  }
  if (api?.isMiscased(url)) return { code: "not_found" };
  // The framework answers other methods on files with 500.
  if (method !== "GET" && method !== "HEAD" && isFile(path)) {
    return { code: "method_not_allowed", allow: ["GET", "HEAD"] };
  }
  return null;
}

function isTarget(target) {
  return target.startsWith("/") && URL.canParse(target, "http://localhost");
}

/** The framework throws on paths that cannot be decoded. */
function isDecodable(path) {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * A request that the parser rejected because of its method or size, as far as its first packet shows it, to refuse it in the
 * error format of its API. Null for anything else, such as a request that could smuggle another.
 */
function requestOfPacket({ code, rawPacket }, socket) {
  if (code !== "HPE_INVALID_METHOD" && code !== "HPE_HEADER_OVERFLOW") return null;
  const [line, ...fields] = (rawPacket?.toString("latin1") ?? "").split("\r\n\r\n")[0].split("\r\n");
  const [, method, url] = /^([A-Za-z!#$%&'*+.^_`|~-]{1,32}) (\/[\x21-\x7e]*)/.exec(line) ?? [];
  if (!method || method === "PRI") return null;
  const request = new http.IncomingMessage(socket);
  const pairs = fields.map((field) => /^([\w-]+):[ \t]*(.*?)[ \t]*$/.exec(field)).filter(Boolean);
  const headers = Object.fromEntries(pairs.map(([, name, value]) => [name.toLowerCase(), value]));
  // No body is read.
  for (const name of ["content-length", "transfer-encoding", "expect"]) delete headers[name];
  Object.assign(request, { method, url, headers: { host: "localhost", ...headers }, httpVersion: "1.1" });
  Object.assign(request, { httpVersionMajor: 1, httpVersionMinor: 1, complete: true });
  request.push(null);
  return request;
}

/**
 * The target with repeated slashes in its path merged and none at the end. Clients whose configured URL ends in a slash
 * request `//v2/users`. The framework would redirect them (308), and not every client repeats the body. Browsers are still
 * redirected from `/page/` to `/page`, so that they show the page's address.
 */
function withPlainPath(target, { accept }) {
  const [path, ...query] = target.split("?");
  const single = path.replace(/\/{2,}/g, "/");
  const plain = accept?.includes("text/html") ? single : single.replace(/(?<=.)\/$/, "");
  return [plain, ...query].join("?");
}

function refusePlainly(response, status, headers = {}) {
  const head = { "content-type": "text/plain; charset=utf-8", connection: "close", ...headers };
  response.writeHead(status, head).end(`${http.STATUS_CODES[status]}\n`);
}

function refuseSocket(socket, status, headers) {
  const body = `${http.STATUS_CODES[status]}\n`;
  const fields = {
    "content-type": "text/plain; charset=utf-8",
    "content-length": body.length,
    connection: "close",
  };
  const head = Object.entries({ ...fields, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const line = `HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n`;
  socket.end(`${line}${head.join("")}\r\n${body}`, () => socket.destroy());
}
