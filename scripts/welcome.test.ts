import { spawn, spawnSync } from "node:child_process";
import http from "node:http";
import path from "node:path";
import { expect, test } from "vitest";

const { welcomeText } = await import(path.join(import.meta.dirname, "welcome.mjs"));

const welcome = {
  apiKey: "csk_12345678_secret",
  consoleLink: "http://localhost:3000/console/link#x",
  inboxOnly: true,
};
const publicUrl = "http://localhost:3000";

test("the API key is shown when it is new, and a way to another one later", () => {
  expect(welcomeText({ ...welcome, publicUrl })).toContain("csk_12345678_secret");
  const later = welcomeText({ inboxOnly: true, publicUrl });
  expect(later).toContain("Developers → API keys");
  expect(later).not.toContain("curl");
});

test("the sandbox is named as what it is, and only where it runs", () => {
  const sandboxUrl = "http://127.0.0.1:4000";
  expect(welcomeText({ ...welcome, publicUrl, sandboxUrl })).toMatch(/http:\/\/127\.0\.0\.1:4000\n.*try out/);
  expect(welcomeText({ ...welcome, publicUrl })).not.toContain("Sandbox");
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

test.runIf(hasCurl)(
  "the two commands, pasted, start a verification and answer it with the code of the inbox",
  async () => {
    const seen: string[] = [];
    const server = http.createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      seen.push(`${request.method} ${request.url} ${body} ${request.headers.authorization}`);
      // As the inbox answers: other members between, and a text that quotes what looks like a code.
      const message = {
        id: "msg_1",
        verificationId: "ver_7",
        text: 'say "code":"000000"',
        code: "123456",
        createdAt: "",
      };
      response.end(JSON.stringify({ data: [message], nextCursor: null }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };

    const text: string = welcomeText({ ...welcome, publicUrl: `http://127.0.0.1:${port}` });
    const script = text.slice(text.indexOf("curl -sS")).replace(/^ {2}Then .*$/m, "");
    const child = spawn("sh", ["-c", script], { stdio: "ignore" });
    await new Promise((resolve) => child.once("exit", resolve));
    server.close();

    const key = "Bearer csk_12345678_secret";
    expect(seen).toEqual([
      `POST /api/v1/verifications {"email":"jane@example.com"} ${key}`,
      `GET /api/v1/inbox/messages?to=jane@example.com&limit=1  ${key}`,
      `POST /api/v1/verifications/ver_7/attempts {"code":"123456"} ${key}`,
    ]);
  },
);
