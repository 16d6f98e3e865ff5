import { messages, reasons, type UiText } from "../messages";
import type { Strategy } from "../policies";
import type { Call } from "../protocol";

/** A submission to a flow. Absent and empty members are the same. */
export interface Submission {
  method?: string;
  email?: string;
  code?: string;
  token?: string;
  csrf_token?: string;
  /** Whether `code` is present but empty: an answer, where a code is expected and no address is sent. */
  hasEmptyCode?: boolean;
  transientPayload: object;
}

/** Why a submission could not be parsed, and the field, if there is one. */
export interface SubmissionError {
  field: string | null;
  message: UiText;
}

export type ReadSubmission = { submission: Submission } | { flaw: SubmissionError };

const fields = ["method", "email", "code", "token", "csrf_token"] as const;
type Fields = Partial<Record<(typeof fields)[number], string>>;

export const longestEmail = 320;
const deepest = 64;

/** Parses a submission for the flow's strategy. With GET, the query is the body. */
export function readSubmission({ request, text }: Call, strategy: Strategy): ReadSubmission {
  const query = pick(new URL(request.url).searchParams);
  // Links need no body.
  if (request.method !== "POST" || (strategy === "link" && query.token)) {
    return { submission: { ...query, transientPayload: {} } };
  }
  if (text === "") return said(reasons.emptyBody);
  const type = request.headers.get("content-type") ?? "";
  switch (type.split(";")[0]!.trim().toLowerCase()) {
    case "application/json":
      return readJson(text, query, strategy);
    case "application/x-www-form-urlencoded": {
      const form = new URLSearchParams(text);
      const payload = objectIn(form.get("transient_payload") ?? "");
      const hasEmptyCode = form.get("code") === "";
      return judged({ ...query, ...pick(form), hasEmptyCode, transientPayload: payload }, strategy);
    }
    case "multipart/form-data":
      // The vendor accepts this type but never reads it.
      return judged({ ...query, transientPayload: {} }, strategy);
    default:
      return said(reasons.contentType(type));
  }
}

/** A URL parameter takes precedence over a member of the same name. */
function readJson(text: string, query: Fields, strategy: Strategy): ReadSubmission {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return said(reasons.noJson);
  }
  if (!isShallow(value, 0)) return said(reasons.noJson);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return said(reasons.noObject(kindOf(value)));
  }
  const members = value as Record<string, unknown>;
  const given = Object.fromEntries(
    fields.flatMap((name) => {
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      const isText = ["string", "number", "boolean"].includes(typeof member);
      return isText && member !== "" ? [[name, storable(String(member))]] : [];
    }),
  ) as Fields;
  const payload = members.transient_payload;
  const isObject = typeof payload === "object" && payload !== null && !Array.isArray(payload);
  const hasEmptyCode = Object.hasOwn(members, "code") && members.code === "";
  return judged({ ...given, ...query, hasEmptyCode, transientPayload: isObject ? payload : {} }, strategy);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "JSON";
  if (typeof value === "string") return "String";
  if (typeof value === "number") return "Number";
  return value === null ? "Null" : value ? "True" : "False";
}

function judged(submission: Submission, strategy: Strategy): ReadSubmission {
  const { email, method } = submission;
  const length = email === undefined ? 0 : [...email].length;
  if (length > longestEmail) return at("email", messages.tooLong(longestEmail, length));
  if (strategy === "link" && email !== undefined && !looksLikeEmail(email)) {
    return at("email", messages.noEmail(email));
  }
  if (strategy === "code" && method !== undefined && method !== "code" && method !== "link") {
    return at("method", messages.generic(reasons.unknownMethod));
  }
  return { submission };
}

/** Loose, because some carriers issued addresses such as `foo.@docomo.ne.jp`. */
function looksLikeEmail(text: string): boolean {
  return /^[^\s<>,@\p{Cc}]+@[^\s<>,@\p{Cc}]+$/u.test(text);
}

function pick(parameters: URLSearchParams): Fields {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = parameters.get(name);
      return value ? [[name, storable(value)]] : [];
    }),
  );
}

/** PostgreSQL can store neither NUL nor half a surrogate pair. No valid value contains them. */
function storable(text: string): string {
  return text.replaceAll("\0", "\u{fffd}").toWellFormed();
}

/** Limits the depth, because serializing the payload is recursive. */
function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth < deepest && Object.values(value).every((member) => isShallow(member, depth + 1));
}

/** Forms contain the payload as JSON. */
function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject && isShallow(value, 0) ? value : {};
  } catch {
    return {};
  }
}

const said = (reason: string): ReadSubmission => ({
  flaw: { field: null, message: messages.generic(reason) },
});
const at = (field: string, message: UiText): ReadSubmission => ({ flaw: { field, message } });
