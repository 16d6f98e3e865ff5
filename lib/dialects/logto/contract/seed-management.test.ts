import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { overHttp, type RunningServer } from "@/lib/http/testing";
import { aClient, type Client, handleRequest, sentTo, someone, somePhone } from "./harness";

useTestDatabase();

/*
 * POST /api/verification-codes/verify as documented: the same method, path, header and body, over a real socket.
 */

let client: Client;
let listening: RunningServer;
beforeAll(async () => {
  client = await aClient();
  listening = await overHttp(handleRequest);
});
afterAll(() => listening.close());

function verify(body: object | string, token: string | null = client.token) {
  return fetch(`${listening.url}/api/verification-codes/verify`, {
    method: "POST",
    headers: { ...(token && { Authorization: `Bearer ${token}` }), "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

describe("verify a verification code", () => {
  it("verifies by email address and by phone number", async () => {
    for (const identifier of [{ email: someone() }, { phone: somePhone() }]) {
      await client.call("POST", "/api/verification-codes", { body: identifier });
      const { code } = await sentTo(client, Object.values(identifier)[0]!);
      const answer = await verify({ ...identifier, verificationCode: code });
      expect([answer.status, await answer.text()]).toEqual([204, ""]);
    }
  });

  it.each([
    '{"email":"string","verificationCode":"string"}',
    '{"phone":"string","verificationCode":"string"}',
  ])(
    "the documentation's own example %s is neither an email address nor a phone number: 400",
    async (example) => {
      const answer = await verify(example);
      expect([answer.status, (await answer.json()).code]).toEqual([400, "guard.invalid_input"]);
    },
  );

  it("without a token: 401; with one that lacks the scope: 403", async () => {
    const body = { email: someone(), verificationCode: "123456" };
    expect((await verify(body, null)).status).toBe(401);
    const reader = await aClient({ scopes: ["users:read"] });
    expect((await verify(body, reader.token)).status).toBe(403);
  });
});
