import { once } from "node:events";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import net from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";

const { createHttpServer } = await import(path.join(import.meta.dirname, "http-server.mjs"));

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

async function serve(handle: Handle) {
  const { server, retire, drain } = createHttpServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => drain(0);
  return {
    port: server.address().port as number,
    retire: retire as () => void,
    drain: drain as (seconds: number, idleSeconds?: number) => Promise<void>,
  };
}

/** Sends bytes as they are and returns what comes back until the connection ends. */
function send(port: number, text: string): Promise<string> {
  const socket = net.connect(port, "127.0.0.1");
  socket.write(text);
  return new Promise((resolve) => {
    let reply = "";
    socket.on("data", (chunk) => {
      reply += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(reply));
  });
}

const echoPeer: Handle = async (request, response) => {
  response.end(JSON.stringify(request.headers["x-countersign-peer"]));
};

test("the peer's address is the socket's, whatever the client claims", async () => {
  const { port } = await serve(echoPeer);
  const claims = { "x-countersign-peer": "6.6.6.6" };
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: claims });
  expect(await answer.json()).toBe("127.0.0.1");
});

const end = "Host: here\r\nConnection: close\r\n\r\n";

test.each([
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["a target that does not decode", `GET /%E0%A4%A HTTP/1.1\r\n${end}`, 400],
  ["a target that is no path", `OPTIONS * HTTP/1.1\r\n${end}`, 400],
  [
    "two lengths, as in request smuggling",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
    400,
  ],
  ["a header too large", `GET / HTTP/1.1\r\nX-Large: ${"x".repeat(20_000)}\r\n${end}`, 431],
  ["a method no Request can carry", `TRACE / HTTP/1.1\r\n${end}`, 405],
])("%s is refused plainly", async (_, text, status) => {
  const { port } = await serve(echoPeer);
  expect(await send(port, text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test.each([
  ["//v2/users//usr-1", "/v2/users/usr-1"],
  ["///", "/"],
  ["//v2/users?next=//example.com//a?b=//c", "/v2/users?next=//example.com//a?b=//c"],
  ["/v2/users/?a=b/", "/v2/users?a=b/"],
  ["/as/it/is?", "/as/it/is?"],
  ["/", "/"],
])(
  "the path of %s is read with single slashes and none at its end, without a redirect",
  async (target, expected) => {
    const { port } = await serve(async (request, response) => void response.end(request.url));
    const reply = await send(port, `POST ${target} HTTP/1.1\r\n${end}`);
    expect(reply).toMatch(/^HTTP\/1\.1 200 /);
    expect(reply.split("\r\n").at(-1)).toBe(expected);
    expect(reply).not.toMatch(/location:/i);
  },
);

test("a browser keeps the slash at the end, for the framework to send it on", async () => {
  const { port } = await serve(async (request, response) => void response.end(request.url));
  const answer = await fetch(`http://127.0.0.1:${port}//console/`, { headers: { accept: "text/html,*/*" } });
  expect(await answer.text()).toBe("/console/");
});

test("a handler that fails is answered with 500, and the server goes on", async () => {
  const { port } = await serve(async () => {
    throw new Error("This is thrown on purpose by a test.");
  });
  const report = vi.spyOn(console, "error").mockImplementation(() => {});
  for (let i = 0; i < 2; i++) expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(500);
  expect(report).toHaveBeenCalledTimes(2);
  report.mockRestore();
});

/** Asks on one connection as long as it is kept. Returns what the response says of it. */
function onOneConnection(port: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return async () => {
    const [response] = await once(http.get({ port, agent }), "response");
    response.resume();
    await once(response, "end");
    return response.headers.connection;
  };
}

test("a server that retires answers on old and new connections, and closes each", async () => {
  const { port, retire } = await serve(async (_, response) => {
    response.end("done");
  });
  const ask = onOneConnection(port);
  expect(await ask()).toBe("keep-alive");
  retire();
  expect(await ask()).toBe("close");
  expect(await ask()).toBe("close");
});

test("draining answers what is under way and does not wait for connections that browsers hold in reserve", async () => {
  const { port, drain } = await serve(async (_, response) => {
    await wait(300);
    response.end("done");
  });
  const reserve = net.connect(port, "127.0.0.1").on("error", () => {});
  const underWay = fetch(`http://127.0.0.1:${port}/`);
  await wait(100);

  const startedAt = performance.now();
  await drain(10);
  expect(performance.now() - startedAt).toBeLessThan(8000);
  expect(await (await underWay).text()).toBe("done");
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  reserve.destroy();
});

test("draining with patience answers the next request of an idle connection, and tells its client that it closes", async () => {
  const { port, drain } = await serve(async (_, response) => {
    response.end("done");
  });
  const ask = onOneConnection(port);
  expect(await ask()).toBe("keep-alive");
  const drained = drain(10, 10);
  expect(await ask()).toBe("close");
  const startedAt = performance.now();
  await drained;
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

test("draining ends a request that takes longer than it may", async () => {
  const { port, drain } = await serve(() => new Promise(() => {}));
  const endless = fetch(`http://127.0.0.1:${port}/`).catch(() => "cut off");
  await wait(100);
  await drain(0.2);
  expect(await endless).toBe("cut off");
});
