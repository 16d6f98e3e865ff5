import { expect, it } from "vitest";
import { env } from "@/lib/env";
import { answer, expectError, post } from "./harness";

/* Without useTestDatabase: nobody listens where the environment points. */

it("without a database the token endpoint answers 503 with Retry-After", async () => {
  const client = { client_id: "csk_abcdefgh", client_secret: `csk_abcdefgh_${"x".repeat(43)}` };
  const got = await post({ grant_type: "client_credentials", ...client });
  expectError(got, 503, "temporarily_unavailable");
  expect(got.headers.get("retry-after")).toBe("5");
});

it("without a database there is no key set, and the response cannot be cached", async () => {
  const response = await answer(`${env.PUBLIC_URL}/oidc/jwks`);
  const { status, headers } = response;
  expectError({ status, headers, body: await response.json() }, 503, "temporarily_unavailable");
});

it("without a database discovery still works", async () => {
  const response = await answer(`${env.PUBLIC_URL}/oidc/.well-known/openid-configuration`);
  expect(response.status).toBe(200);
  expect((await response.json()).jwks_uri).toBe(`${env.PUBLIC_URL}/oidc/jwks`);
});
