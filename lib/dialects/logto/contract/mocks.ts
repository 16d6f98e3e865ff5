import { usageTypes } from "../sending/usage";

/** The mock connectors, with a template for every usage. */
export const mockEmail = {
  connectorId: "mock-email-service",
  config: {
    apiKey: "api-key-value",
    fromEmail: "noreply@logto.test.io",
    fromName: "from-name-value",
    templates: usageTypes.map((usageType) => ({
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
    templates: usageTypes.map((usageType) => ({ usageType, content: `${usageType}: {{code}}` })),
  },
};
