import { resolve } from "node:path";
import { EdgeVM } from "@edge-runtime/vm";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { someone } from "@/lib/http/native/contract/acts";
import { aClient } from "@/lib/http/native/contract/harness";
import { overHttp, type RunningServer, routesOf } from "@/lib/http/testing";
import { newSigningKey, standardHeaders } from "@/lib/webhooks/signing";

useTestDatabase();

let product: RunningServer;
beforeAll(async () => {
  product = await overHttp(routesOf("(native)"));
});
afterAll(() => product.close());

/** What a bundler makes of code that uses the package. `platform: neutral` refuses imports of Node.js modules. */
async function bundled(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: "ts" },
    alias: { "@countersign/client": resolve(import.meta.dirname, "index.ts") },
    bundle: true,
    minify: true,
    write: false,
    platform: "neutral",
    format: "iife",
    globalName: "result",
  });
  return outputFiles[0]!.text;
}

test("runs in an edge runtime, which has web standards and nothing of Node.js", async () => {
  const { key } = await aClient();
  const vm = new EdgeVM();
  expect(vm.evaluate("typeof process + typeof Buffer + typeof require")).not.toContain("function");
  vm.evaluate(
    await bundled(`
      export * from "@countersign/client";
    `),
  );
  const started = await vm.evaluate(`
    result.startVerification(
      result.createClient({ baseUrl: ${JSON.stringify(product.url)}, apiKey: ${JSON.stringify(key)} }),
      { email: ${JSON.stringify(someone())} },
    )
  `);
  expect(started.status).toBe("pending");

  for (const kind of ["hmac", "ed25519"] as const) {
    const signing = newSigningKey(kind);
    const body = '{"type":"webhook.test"}';
    const request = {
      headers: standardHeaders([signing], { id: "msg_1", at: new Date(), body }),
      body,
      secret: signing.publicKey ?? signing.secret,
    };
    expect(await vm.evaluate(`result.verifyWebhook(${JSON.stringify(request)})`)).toMatchObject({
      type: "webhook.test",
    });
  }
});

test("a bundle contains only what is used", async () => {
  const webhooks = await bundled('export { verifyWebhook } from "@countersign/client";');
  expect(webhooks).not.toContain("/api/v1/");
  expect(webhooks.length).toBeLessThan(3000);
  const calls = await bundled(
    'import { createClient, startVerification, checkCode } from "@countersign/client"; export { createClient, startVerification, checkCode };',
  );
  expect(calls).toContain("/attempts");
  expect(calls).not.toContain("/suppressions");
  expect(calls.length).toBeLessThan(6000);
});
