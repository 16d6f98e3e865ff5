import http from "node:http";
import type net from "node:net";
import { afterEach, expect, test } from "vitest";
import { judgeMetadata, readMetadata } from "./check-company-sign-in";
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

test("the company's sign-in is judged by what its provider publishes", async () => {
  const name = "Acme";
  let metadata: Record<string, unknown> | string = {};
  const port = await listening(http.createServer((_, response) => response.end(JSON.stringify(metadata))));
  const issuer = `http://127.0.0.1:${port}/realm`;
  const levelOf = async (published: typeof metadata) => {
    metadata = published;
    const { level, text } = judgeMetadata(
      { issuer, name },
      "https://verify.example.com",
      await readMetadata(issuer),
    );
    return `${level}: ${text}`;
  };
  const right = {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    code_challenge_methods_supported: ["S256"],
  };
  expect(await levelOf(right)).toMatch(
    /^fine: .*https:\/\/verify.example.com\/api\/auth\/callback\/company$/,
  );
  expect(await levelOf({ ...right, issuer: `${issuer}/` })).toMatch(/^broken: .* every sign-in is refused/);
  expect(await levelOf({ ...right, token_endpoint: undefined })).toMatch(
    /^broken: token_endpoint is missing/,
  );
  expect(await levelOf({ ...right, jwks_uri: "http://id.example.com" })).toMatch(
    /^broken: .* is not encrypted/,
  );
  expect(await levelOf({ ...right, id_token_signing_alg_values_supported: ["ES256"] })).toMatch(
    /^broken: .*RS256/,
  );
  expect(await levelOf({ ...right, code_challenge_methods_supported: undefined })).toMatch(/^beware: /);
  expect(await levelOf("nothing")).toMatch(/^broken: Everything is missing/);
  const gone = judgeMetadata({ issuer, name }, "", await readMetadata("http://127.0.0.1:2"));
  expect(gone).toMatchObject({ level: "broken", text: expect.stringContaining("ECONNREFUSED") });
});
