import type { Protocol } from "@/lib/http";
import { collectQuery, readBody } from "./body";
import type { LogtoRefusal } from "./errors";
import { renderRefusal, renderValue } from "./render";
import { authenticateAccount } from "./tokens/account-token";
import { authenticateManagement } from "./tokens/management-token";

/** What the three APIs share: how bodies are read and answers look. */
export const sharedProtocol = {
  dialect: "logto",
  // Email templates are the largest bodies.
  maxBodyBytes: 256 * 1024,
  parseBody: readBody,
  collectQuery,
  renderValue,
  renderRefusal,
} as const satisfies Omit<Protocol<LogtoRefusal>, "authenticate">;

/** A backend calls, with a token for the Management API. */
export const managementProtocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateManagement,
};

/** A user's app calls, with that user's opaque token. */
export const accountProtocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateAccount,
};
