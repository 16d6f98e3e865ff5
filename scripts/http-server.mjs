import http from "node:http";

/** How long a client may take, in milliseconds: against slow ones that hold a connection per byte (slowloris). */
const limits = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  // Longer than the usual 60 s of load balancers, so that it is they who close an idle connection and not we, mid-request.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** A connection on which nothing moves for this long is dropped, whatever it is doing (a client that does not read). */
const inactivityTimeout = 120_000;

const refusals = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/**
 * The server in front of Next. `handle` receives every well-formed request, with the peer's address in
 * `x-countersign-peer`: route handlers see no socket, and what a client writes into that header must not be believed.
 *
 * Returns the server and `drain(seconds)`, which takes no new requests and resolves when those under way are answered.
 */
export function createHttpServer(handle) {
  const server = http.createServer(limits);
  const connections = new Map();
  let isDraining = false;
  server.timeout = inactivityTimeout;

  server.on("connection", (socket) => {
    connections.set(socket, new Set());
    socket.once("close", () => connections.delete(socket));
  });

  server.on("request", (request, response) => {
    const { socket } = request;
    const underWay = connections.get(socket);
    underWay?.add(response);
    if (isDraining) response.setHeader("connection", "close");
    response.once("close", () => {
      underWay?.delete(response);
      if (isDraining && !underWay?.size) socket.destroySoon();
    });
    request.headers["x-countersign-peer"] = (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    request.url = withPlainPath(request.url, request.headers);
    if (!isTarget(request.url)) return refuse(response, 400, "Bad Request");
    // The Fetch standard forbids this method, so no Request can be made of it.
    if (request.method === "TRACE") return refuse(response, 405, "Method Not Allowed");
    handle(request, response).catch((error) => {
      console.error(error);
      if (response.headersSent) socket.destroy();
      else refuse(response, 500, "Internal Server Error");
    });
  });

  server.on("clientError", (error, socket) => {
    const isAnswering = [...(connections.get(socket) ?? [])].some((response) => response.headersSent);
    if (!socket.writable || isAnswering || error.code === "ECONNRESET") return socket.destroy();
    const status = refusals[error.code] ?? "400 Bad Request";
    const body = `${status.slice(4)}\n`;
    const head = ["content-type: text/plain", `content-length: ${body.length}`, "connection: close"].join(
      "\r\n",
    );
    socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`, () => socket.destroy());
  });

  async function drain(seconds) {
    isDraining = true;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const [socket, underWay] of connections) {
      // Browsers keep connections open that they have not used yet; waiting for those would take the whole time.
      if (!underWay.size) socket.destroy();
      for (const response of underWay) if (!response.headersSent) response.setHeader("connection", "close");
    }
    const cutOff = setTimeout(() => {
      for (const socket of connections.keys()) socket.destroy();
    }, seconds * 1000);
    await closed;
    clearTimeout(cutOff);
  }

  return { server, drain };
}

/** Whether a request target is a path that decodes. Frameworks throw on others, which would read as a fault of ours. */
function isTarget(target) {
  try {
    decodeURIComponent(target.split("?")[0]);
    return target.startsWith("/") && Boolean(new URL(target, "http://localhost"));
  } catch {
    return false;
  }
}

/**
 * The target with each run of slashes in its path as one, and none at its end. Clients whose configured URL ends in a slash
 * ask for `//v2/users`; the framework would send them elsewhere (308), which not every client follows with its body. Only
 * browsers are still sent from `/page/` to `/page`, so that the address they show is the page's.
 */
function withPlainPath(target, { accept }) {
  const [path, ...query] = target.split("?");
  const single = path.replace(/\/{2,}/g, "/");
  const plain = accept?.includes("text/html") ? single : single.replace(/(?<=.)\/$/, "");
  return [plain, ...query].join("?");
}

function refuse(response, status, text) {
  response.writeHead(status, { "content-type": "text/plain", connection: "close" }).end(`${text}\n`);
}
