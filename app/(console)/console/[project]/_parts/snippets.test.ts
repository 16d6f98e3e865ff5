import { execFile, execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiCall, type SnippetLanguage, snippets } from "./snippets";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "snippets-"));
const received: { request: IncomingMessage; text: string }[] = [];
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  received.push({ request, text });
  response.setHeader("content-type", "application/json").end("{}");
});
beforeAll(async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** How each language runs a file. */
const runners: Partial<Record<SnippetLanguage, { program: string; file: string; needs?: string[] }>> = {
  curl: { program: "sh", file: "call.sh", needs: ["curl"] },
  node: { program: process.execPath, file: "call.mjs" },
  php: { program: "php", file: "call.php" },
  go: { program: "gofmt", file: "call.go" },
};

function isInstalled(program: string): boolean {
  try {
    execFileSync("which", [program]);
    return true;
  } catch {
    return false;
  }
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: no language may fill it in.
const body = { email: `o'neil"$(id)\\@example.com`, purpose: "ünïcode` ${x}" };

test.for(Object.keys(runners) as SnippetLanguage[])(
  "the call in %s arrives as it was made",
  async (name, { skip }) => {
    const { program, file, needs = [] } = runners[name]!;
    if (![program, ...needs].every(isInstalled)) skip();
    const { port } = server.address() as AddressInfo;
    const calls: ApiCall[] = [
      { method: "POST", url: `http://127.0.0.1:${port}/api/v1/verifications`, body },
      { method: "GET", url: `http://127.0.0.1:${port}/api/v1/inbox/messages?to=a%40b&limit=1` },
    ];
    for (const call of calls) {
      received.length = 0;
      writeFileSync(join(folder, file), `${snippets[name](call)}\n`);
      await run(program, [join(folder, file)], { env: { ...process.env, COUNTERSIGN_KEY: "csk_test" } });
      // gofmt only reads it.
      if (program === "gofmt") continue;
      const [{ request, text }] = received as [(typeof received)[number]];
      expect(request).toMatchObject({
        method: call.method,
        url: new URL(call.url).pathname + new URL(call.url).search,
      });
      expect(request.headers.authorization).toBe("Bearer csk_test");
      expect(text === "" ? undefined : JSON.parse(text)).toEqual(call.body);
    }
  },
);
