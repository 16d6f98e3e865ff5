import { createHmac, timingSafeEqual } from "node:crypto";
import { heldKeyIds, keyFor } from "@/lib/access";
import { env } from "@/lib/env";
import { fromShortId, toShortId } from "@/lib/id";
import { interactionSeconds } from "../records/policies";

/*
 * As with the vendor, a signed cookie identifies the interaction. It maps applications to interactions, so that
 * two applications in one browser do not interfere.
 */

const name = "_interaction";
const resumeName = "_interaction_resume";
const headerName = "logto-app-id";
/** For pages that do not send an application's id. */
const any = "_legacy";

/** A 256-bit MAC over the cookie's name and value. The id alone, which is in rows and logs, gives no access. */
function signature(cookie: string, keyId?: string): string {
  return createHmac("sha256", keyFor("cookie", keyId)).update(cookie).digest("base64url");
}

function isSigned(cookie: string, given: string): boolean {
  return heldKeyIds().some((keyId) => {
    const [right, other] = [Buffer.from(signature(cookie, keyId)), Buffer.from(given)];
    return right.length === other.length && timingSafeEqual(right, other);
  });
}

/** The cookies that give a browser its interaction. */
export function interactionCookies(interactionId: string, clientId: string, uiLocales?: string): string[] {
  const uid = toShortId(interactionId);
  const value = encodeURIComponent(JSON.stringify({ [clientId]: uid, [any]: uid }));
  const seen = encodeURIComponent(JSON.stringify({ appId: clientId, ...(uiLocales && { uiLocales }) }));
  return [
    ...signed(name, value, "/"),
    ...signed(resumeName, value, `/oidc/auth/${uid}`),
    cookie("_logto", seen, "/", false),
  ];
}

function signed(named: string, value: string, path: string): string[] {
  const pair = `${named}=${value}`;
  return [cookie(named, value, path, true), cookie(`${named}.sig`, signature(pair), path, true)];
}

function cookie(named: string, value: string, path: string, isHidden: boolean): string {
  const isSecure = env.PUBLIC_URL.startsWith("https:");
  return [
    `${named}=${value}`,
    `Path=${path}`,
    `Max-Age=${interactionSeconds}`,
    "SameSite=Lax",
    ...(isHidden ? ["HttpOnly"] : []),
    ...(isSecure ? ["Secure"] : []),
  ].join("; ");
}

/** Deletes one of the sign-in page's cookies. */
export const endedCookie = (named: string) => `${named}=; Path=/; Max-Age=0; SameSite=Lax`;

/** A request's interaction. Null: there is no cookie, we did not sign it, or it is for another application. */
export function interactionIdOf(request: Request): string | null {
  const cookies = cookiesOf(request.headers);
  const value = cookies.get(name);
  if (!value || !isSigned(`${name}=${value}`, cookies.get(`${name}.sig`) ?? "")) return null;
  const appId = request.headers.get(headerName) ?? new URL(request.url).searchParams.get("app_id") ?? any;
  const uids = JSON.parse(decodeURIComponent(value)) as Record<string, string>;
  const uid = Object.hasOwn(uids, appId) ? uids[appId] : uids[any];
  return uid ? fromShortId(uid) : null;
}

function cookiesOf(headers: Headers): Map<string, string> {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim().split("="));
  return new Map(pairs.map(([named = "", ...value]) => [named, value.join("=")]));
}
