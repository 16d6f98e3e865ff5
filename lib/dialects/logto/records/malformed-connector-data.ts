import type { Ctx } from "@/lib/access";
import { findFound } from "../connectors/resource";
import { type LogtoError, logtoError } from "../errors";

type Malformed = LogtoError<
  | "connector.general"
  | "connector.invalid_response"
  | "connector.authorization_failed"
  | "session.invalid_connector_id"
>;

/** Whether the data contains a provider's response: a code or an error (RFC 6749 §4.1.2). */
export function isProviderAnswer({ code, error }: Record<string, unknown>): boolean {
  return isText(code) || isText(error);
}

const isText = (value: unknown) => typeof value === "string" && value !== "";

/**
 * Refuses connector data without a code. As on the vendor's server, the connector decides the error, and the connector session
 * stays usable. The vendor's error repeats the data; ours doesn't, because it can contain a code under another name.
 * github.com/logto-io/logto, packages/connectors/connector-*, the checks by `authResponseGuard`.
 */
export async function malformedConnectorData(
  ctx: Ctx,
  connectorId: string,
): Promise<{ ok: false; refusal: Malformed }> {
  const found = await findFound(ctx.project, connectorId);
  if (found?.sort !== "social")
    return logtoError("session.invalid_connector_id", { status: 422, slots: { connectorId } });
  const message = "The connector data contains no authorization code.";
  switch (found.context.factoryId) {
    case "mock-social-connector":
    case "facebook-universal":
      return logtoError("connector.invalid_response", { data: { message } });
    case "gitlab-universal":
      return logtoError("connector.authorization_failed", { status: 401, data: { message } });
    default:
      return logtoError("connector.general", { data: { message }, slots: { errorDescription: message } });
  }
}
