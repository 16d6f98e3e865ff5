import type { Ctx } from "@/lib/access";
import { openConnector } from "@/lib/social";
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

/** Whether the provider announces `iss` (RFC 9207) and the data lacks it. Such data cannot be used, and proves nothing. */
export async function lacksIssuer(
  ctx: Ctx,
  connectorId: string,
  { iss }: Record<string, unknown>,
): Promise<boolean> {
  if (isText(iss)) return false;
  const found = await findFound(ctx.project, connectorId);
  const opened = found?.sort === "social" ? await openConnector(ctx, found.connector.id) : null;
  const required = opened?.ok ? await opened.value.provider.requiresIssuer() : null;
  return required?.ok === true && required.value;
}

const isText = (value: unknown) => typeof value === "string" && value !== "";

/**
 * Refuses connector data without a code or a required `iss`. As on the vendor's server, the connector decides the error, and the connector session
 * stays usable. The vendor's error repeats the data; ours doesn't, because it can contain a code under another name.
 * github.com/logto-io/logto, packages/connectors/connector-*, the checks by `authResponseGuard`.
 */
export async function malformedConnectorData(
  ctx: Ctx,
  connectorId: string,
  missing: "code" | "iss",
): Promise<{ ok: false; refusal: Malformed }> {
  const found = await findFound(ctx.project, connectorId);
  if (found?.sort !== "social")
    return logtoError("session.invalid_connector_id", { status: 422, slots: { connectorId } });
  const message =
    missing === "code"
      ? "The connector data contains no authorization code."
      : "The connector data contains no `iss`, which this provider sends. Pass on all query parameters of the callback.";
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
