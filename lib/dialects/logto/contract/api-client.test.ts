import { createManagementApi, getManagementApiIndicator } from "@logto/api/management";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { overHttp, type RunningServer } from "@/lib/http/testing";
import { aClient, type Client, handleRequest, sentTo, someone } from "./harness";

useTestDatabase();

let client: Client;
let listening: RunningServer;
beforeAll(async () => {
  client = await aClient();
  listening = await overHttp(handleRequest);
});
afterAll(() => listening.close());

/** The vendor's own client, configured only with our address and its credentials. */
function theirs(over: { clientSecret?: string } = {}) {
  return createManagementApi("default", {
    clientId: client.id,
    clientSecret: client.secret,
    baseUrl: listening.url,
    apiIndicator: getManagementApiIndicator("default"),
    ...over,
  });
}

describe("@logto/api", () => {
  it("T3: gets its token, requests a code, and logs no warning", async () => {
    const warn = vi.spyOn(console, "warn");
    const email = someone();
    const { response } = await theirs().apiClient.POST("/api/verification-codes", { body: { email } });
    expect(response.status).toBe(204);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    const { code: verificationCode } = await sentTo(client, email);
    const verify = () =>
      theirs().apiClient.POST("/api/verification-codes/verify", { body: { email, verificationCode } });
    expect((await verify()).response.status).toBe(204);
    const again = await verify();
    expect(again.response.status).toBe(400);
    expect(again.error).toEqual({
      code: "verification_code.not_found",
      message: "Verification code not found. Please send verification code first.",
    });
  });

  it("creates users and connectors, and reads them back", async () => {
    const { apiClient } = theirs();
    const made = await apiClient.POST("/api/users", { body: { primaryEmail: someone(), name: "Jane" } });
    expect(made.data?.name).toBe("Jane");
    const userId = made.data!.id;
    const found = await apiClient.GET("/api/users/{userId}", { params: { path: { userId } } });
    expect(found.data).toEqual(made.data);
    const missing = await apiClient.GET("/api/users/{userId}", { params: { path: { userId: "nobody" } } });
    expect(missing.response.status).toBe(404);

    const connector = await apiClient.POST("/api/connectors", {
      body: { connectorId: "github-universal", config: { clientId: "id", clientSecret: "secret" } },
    });
    const listed = await apiClient.GET("/api/connectors");
    expect(listed.data?.map(({ id }) => id)).toContain(connector.data?.id);
  });

  it("creates and verifies one-time tokens", async () => {
    const { apiClient } = theirs();
    const email = someone();
    const made = await apiClient.POST("/api/one-time-tokens", { body: { email } });
    const token = made.data!.token;
    const used = await apiClient.POST("/api/one-time-tokens/verify", { body: { email, token } });
    expect(used.data?.status).toBe("consumed");
  });

  it("gets an error if its secret is wrong", async () => {
    const wrong = theirs({ clientSecret: `${client.id}_${"x".repeat(43)}` });
    await expect(wrong.apiClient.GET("/api/connectors")).rejects.toThrow();
  });
});
