import { readFile } from "node:fs/promises";
import { logtoUsageTypes } from "@/lib/projects";
import type { Body } from "./harness";

/** The mock connectors, with a template for every usage. */
export const mockEmail = {
  connectorId: "mock-email-service",
  config: {
    apiKey: "api-key-value",
    fromEmail: "noreply@logto.test.io",
    fromName: "from-name-value",
    templates: logtoUsageTypes.map((usageType) => ({
      usageType,
      type: "text/plain",
      subject: `Subject of ${usageType}`,
      content: `${usageType}: {{code}}`,
    })),
  },
};

export const mockSms = {
  connectorId: "mock-short-message-service",
  config: {
    accountSID: "account-sid-value",
    authToken: "auth-token-value",
    fromMessagingServiceSID: "from-messaging-service-sid-value",
    templates: logtoUsageTypes.map((usageType) => ({ usageType, content: `${usageType}: {{code}}` })),
  },
};

/**
 * Sends, and returns what the mock wrote for this recipient. Test files run in parallel and share the one path where the
 * vendor's tests look. If another test has replaced the file, the message is sent again.
 */
export async function recordOf(
  type: "email" | "sms",
  to: string,
  send: () => Promise<unknown>,
  folder = "/tmp/logto/mock_",
): Promise<Body> {
  for (let i = 0; i < 8; i++) {
    await send();
    const record = JSON.parse(
      (await readFile(`${folder}${type}_record.txt`, "utf8").catch(() => "")) || "{}",
    );
    if ((record.address ?? record.phone) === to) return record;
  }
  throw new Error(`No mock wrote to ${to}.`);
}
