import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import https from "node:https";
import { pipeline } from "node:stream";
import { type Exchange, maxComparedBytes } from "./exchange";
import { tap } from "./tap";

export interface ProxyOptions {
  upstream: URL;
  /** Called after the vendor's whole answer was passed on. It must return at once and not throw. */
  onExchange(exchange: Exchange): void;
  /** Called in its place for bodies that are too large to compare. */
  onTooLarge(request: { method: string; target: string }): void;
}

/** RFC 9110 §7.6.1: these concern one connection only. */
const hopByHop = [
  "connection",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** A reverse proxy before the vendor. Bodies are streamed, and only copies of them are looked at, after they have passed. */
export function shadowProxy({ upstream, onExchange, onTooLarge }: ProxyOptions): Server {
  const client = upstream.protocol === "https:" ? https : http;
  // Shorter than servers usually keep idle connections, so that no request meets one that is being closed.
  const agent = new client.Agent({ keepAlive: true, timeout: 3000 });

  const server = http.createServer((incoming, outgoing) => {
    const { method = "GET", url: target = "/" } = incoming;
    const sent = tap(incoming, maxComparedBytes);
    const request = client.request(
      upstream,
      { agent, method, path: joined(upstream, target), headers: requestHeaders(incoming, upstream) },
      (answer) => passOn(answer, sent),
    );
    pipeline(incoming, request, () => {});
    request.on("error", () => refuse(outgoing));
    // The client has gone: nobody waits for the vendor's answer.
    outgoing.on("close", () => {
      if (!outgoing.writableFinished) request.destroy();
    });

    function passOn(answer: IncomingMessage, sent: () => Buffer | null) {
      const received = tap(answer, maxComparedBytes);
      outgoing.sendDate = false;
      outgoing.writeHead(answer.statusCode!, answer.statusMessage, endToEnd(answer.rawHeaders).flat());
      pipeline(answer, outgoing, (error) => {
        if (error) return;
        const [body, content] = [sent(), received()];
        if (!body || !content) return onTooLarge({ method, target });
        onExchange({
          request: { method, target, headers: incoming.headers, body },
          response: { status: answer.statusCode!, headers: answer.headers, body: content },
          from: incoming.socket.remoteAddress ?? "",
        });
      });
    }
  });
  // As a proxy's usual one, and longer than that of load balancers.
  server.keepAliveTimeout = 75_000;
  server.on("close", () => agent.destroy());
  return server;
}

/** The vendor cannot be reached. */
function refuse(outgoing: ServerResponse): void {
  if (outgoing.headersSent) return void outgoing.destroy();
  outgoing.writeHead(502, { "content-type": "text/plain" }).end("The vendor could not be reached.\n");
}

const joined = (upstream: URL, target: string) => upstream.pathname.replace(/\/$/, "") + target;

function requestHeaders({ headers, rawHeaders, socket }: IncomingMessage, upstream: URL): string[] {
  const passed = endToEnd(rawHeaders).filter(
    ([name]) => !["host", "expect", "x-forwarded-for"].includes(name.toLowerCase()),
  );
  const path = [headers["x-forwarded-for"], socket.remoteAddress].filter(Boolean).join(", ");
  if (headers["transfer-encoding"]) passed.push(["Transfer-Encoding", "chunked"]);
  return [["Host", upstream.host], ...passed, ["X-Forwarded-For", path]].flat();
}

/** Pairs of names and values, as sent: letter case, order and repetitions stay. */
function endToEnd(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i < raw.length; i += 2) pairs.push([raw[i]!, raw[i + 1]!]);
  const named = pairs
    .filter(([name]) => name.toLowerCase() === "connection")
    .flatMap(([, value]) => value.toLowerCase().split(/\s*,\s*/));
  return pairs.filter(([name]) => ![...hopByHop, ...named].includes(name.toLowerCase()));
}
