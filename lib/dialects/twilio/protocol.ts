import { authenticateApiKey, type Ctx, keyCaller } from "@/lib/access";
import { type EdgeRefusal, jsonResponse, type Protocol } from "@/lib/http";
import { ok, type Result, refuse } from "@/lib/result";
import { errorBodyOf, type TwilioRefusal } from "./refusals";
import { toSid } from "./sids";

/** Parses `Basic base64(user name ":" password)`. Null: the header has another form. */
function parseCredentials(headers: Headers): { username: string; password: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(headers.get("authorization") ?? "")?.[1];
  const text = encoded && Buffer.from(encoded, "base64").toString("utf8");
  const colon = text ? text.indexOf(":") : -1;
  return text && colon >= 0 ? { username: text.slice(0, colon), password: text.slice(colon + 1) } : null;
}

/**
 * The password is an API key. The user name is the Account SID, which is that of the key's project, or the key's own SID. Every
 * wrong combination gets the same answer, so that neither part can be guessed alone.
 */
async function authenticate(request: Request, requestId: string): Promise<Result<Ctx, EdgeRefusal>> {
  const credentials = parseCredentials(request.headers);
  const found = credentials && (await authenticateApiKey(credentials.password));
  if (!found) return refuse({ code: "unauthorized" });
  const { key, project } = found;
  const isOwner = [toSid("AC", project.id), toSid("SK", key.id)].includes(credentials.username);
  if (!isOwner) return refuse({ code: "unauthorized" });
  const caller = keyCaller(key);
  return ok({ project, caller, dialect: "twilio", requestId, endUser: null });
}

/** A form. Names that repeat become lists, and empty values are left out, as if they were not sent. */
function parseBody(request: Request, text: string): Result<unknown, EdgeRefusal> {
  const type = /^[^;]*/
    .exec(request.headers.get("content-type") ?? "")![0]
    .trim()
    .toLowerCase();
  if (type && type !== "application/x-www-form-urlencoded") return refuse({ code: "media_type_unsupported" });
  const form = new URLSearchParams(text);
  const names = [...new Set(form.keys())];
  return ok(
    Object.fromEntries(
      names.flatMap((name) => {
        const values = form.getAll(name).filter((value) => value !== "");
        return values.length === 0 ? [] : [[name, values.length === 1 ? values[0] : values]];
      }),
    ),
  );
}

function renderRefusal(refusal: TwilioRefusal | EdgeRefusal, { url }: { url: URL }): Response {
  // The vendor's sentence about a missing resource names the path below `/v2`.
  const body = errorBodyOf(refusal, url.pathname.replace(/^\/v2(?=\/)/i, ""));
  return jsonResponse(body, { status: body.status, headers: headersOf(refusal) });
}

function headersOf(refusal: TwilioRefusal | EdgeRefusal): Record<string, string> {
  if (refusal.code === "unauthorized") return { "www-authenticate": 'Basic realm="Twilio API"' };
  if (refusal.code === "method_not_allowed") return { allow: refusal.allow.join(", ") };
  const { retryAfterSeconds } = refusal as { retryAfterSeconds?: number };
  return {
    ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
    ...(refusal.code === "rate_limit_reached" && { "twilio-reached-rate-limit": refusal.name }),
  };
}

export const twilioProtocol: Protocol<TwilioRefusal> = {
  dialect: "twilio",
  maxBodyBytes: 64 * 1024,
  isClosed: true,
  authenticate,
  parseBody,
  renderValue: (status, value) =>
    status === 204 ? new Response(null, { status }) : jsonResponse(value, { status }),
  renderRefusal,
};
