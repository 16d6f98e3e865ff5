import http from "node:http";
import type net from "node:net";
import { afterEach, expect, test } from "vitest";
import { ask } from "./check-public-url";

const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening(server: net.Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as net.AddressInfo).port;
}

async function askServer(status: number, body: string, headers: Record<string, string> = {}) {
  const server = http.createServer((_, response) => response.writeHead(status, headers).end(body));
  return ask(`http://127.0.0.1:${await listening(server)}`);
}

test("what stands at PUBLIC_URL is recognised by its readiness", async () => {
  expect(await askServer(200, '{"status":"ok"}')).toEqual({ kind: "ours", isReady: true });
  expect(await askServer(503, '{"status":"unavailable"}')).toEqual({ kind: "ours", isReady: false });
  expect(await askServer(200, "<h1>It works!</h1>")).toEqual({ kind: "foreign", status: 200 });
  expect(await askServer(502, "Bad Gateway")).toEqual({ kind: "foreign", status: 502 });
  expect(await askServer(301, "", { location: "https://other.example" })).toEqual({
    kind: "elsewhere",
    location: "https://other.example",
  });
  expect(await ask("http://127.0.0.1:2")).toMatchObject({
    kind: "silent",
    reason: expect.stringContaining("ECONNREFUSED"),
  });
});
