import { type ApiKey, authenticateApiKey, type Ctx, findApiKey } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { Form } from "./form";
import type { OAuthRefusal } from "./refusals";

type KeyWithProject = NonNullable<Awaited<ReturnType<typeof authenticateApiKey>>>;

interface Credentials {
  clientId: string;
  secret: string;
}

/**
 * The API key that a client authenticates as (RFC 6749 §2.3.1): `csk_` and eight characters are its id, the whole key its
 * secret, given by Basic or in the form.
 */
export async function authenticateClient(
  headers: Headers,
  form: Form,
): Promise<Result<KeyWithProject, OAuthRefusal>> {
  const given = credentialsOf(headers.get("authorization"), form);
  if (!given.ok) return given;
  const { clientId, secret } = given.value;
  // An id of this form is never ours, so this reveals nothing about existing ones.
  if (!/^csk_[0-9a-z]{8}$/.test(clientId) && !headers.has("authorization"))
    return refuse({ code: "invalid_client", description: `invalid client ${clientId}`, status: 400 });
  const found = secret.startsWith(`${clientId}_`) ? await authenticateApiKey(secret) : null;
  return found ? ok(found) : invalidClient("client authentication failed");
}

/** The key that this call authenticated as. Refused if it was deleted since. */
export async function callingKey({ caller, ...ctx }: Ctx): Promise<Result<ApiKey, OAuthRefusal>> {
  const key = caller.kind === "key" ? await findApiKey({ caller, ...ctx }, caller.apiKeyId) : null;
  return key?.ok ? key : invalidClient("client authentication failed");
}

function credentialsOf(authorization: string | null, form: Form): Result<Credentials, OAuthRefusal> {
  const { client_id: clientId, client_secret: secret } = form;
  if (authorization === null) {
    if (!clientId) return invalidClient("no client authentication mechanism provided");
    return ok({ clientId, secret: secret ?? "" });
  }
  const [, scheme, encoded = ""] = /^(\S+) *(.*)$/.exec(authorization) ?? [];
  if (scheme?.toLowerCase() !== "basic") return invalidClient("authenticate by Basic, or in the form");
  const basic = readBasic(encoded);
  if (!basic) return invalidRequest("invalid authorization header value format");
  // RFC 6749 §2.3: one method per request.
  if (secret) return invalidRequest("client authentication must only be provided using one mechanism");
  if (clientId && clientId !== basic.clientId) return invalidRequest("client_id mismatch");
  return ok(basic);
}

/** Both parts are form-encoded before they are joined (RFC 6749 §2.3.1). */
function readBasic(encoded: string): Credentials | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 1) return null;
  return { clientId: formDecode(text.slice(0, colon)), secret: formDecode(text.slice(colon + 1)) };
}

function formDecode(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll("&", "%26")}`).get("value") ?? "";
}

function invalidClient(description: string) {
  return refuse({ code: "invalid_client", description, status: 401 });
}

function invalidRequest(description: string) {
  return refuse({ code: "invalid_request", description });
}
