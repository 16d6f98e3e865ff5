import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { startProduct, verifyOnce } from "./product";

const nodes = (process.env.TEST_NODES ?? "").split(",").filter(Boolean);

it.each(nodes)(
  "the product serves with %s",
  async (node) => {
    const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
    const product = await startProduct({ name: `node_${version.split(".")[0]}`, node });
    try {
      const verified = await verifyOnce(product, "jane@example.com");
      expect(verified).toMatchObject({ status: 200, body: { status: "verified" } });
      for (const path of ["/", "/console/sign-in", "/docs", "/health/ready"])
        expect((await fetch(`${product.baseUrl}${path}`)).status).toBe(200);
      expect(await refusedLink(product.baseUrl)).toMatchObject({ status: 401 });
      const metrics = await (await fetch(`${product.baseUrl}/metrics`)).text();
      expect(metrics).toContain(`nodejs_version_info{version="${version}"`);
    } finally {
      await product.stop();
    }
  },
  240_000,
);

/** The answer to signing in to the console by a link that does not exist: next-auth reads requests in ways of its own. */
async function refusedLink(baseUrl: string) {
  const given = await fetch(`${baseUrl}/api/auth/csrf`);
  expect(given.status).toBe(200);
  const { csrfToken } = (await given.json()) as { csrfToken: string };
  const cookie = given.headers.getSetCookie().map((line) => line.split(";")[0]);
  return fetch(`${baseUrl}/api/auth/callback/link`, {
    method: "POST",
    headers: { cookie: cookie.join("; ") },
    body: new URLSearchParams({ csrfToken, token: "unknown", json: "true" }),
  });
}
