import type { Protocol } from "@/lib/http";
import { collectQuery, readBody } from "./body";
import type { LogtoRefusal } from "./errors";
import { renderRefusal, renderValue } from "./render";
import { authenticateAccount } from "./tokens/account-token";
import { authenticateManagement } from "./tokens/management-token";

/** What the three APIs share: how bodies are read and responses rendered. */
export const sharedProtocol = {
  dialect: "logto",
  // Email templates are the largest bodies.
  maxBodyBytes: 256 * 1024,
  parseBody: readBody,
  collectQuery,
  renderValue,
  renderRefusal,
} as const satisfies Omit<Protocol<LogtoRefusal>, "authenticate">;

/** The Management API: a backend calls with its token. */
export const managementProtocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateManagement,
};

/** The Account API: an application calls with its user's opaque token. */
export const accountProtocol: Protocol<LogtoRefusal> = {
  ...sharedProtocol,
  authenticate: authenticateAccount,
};
