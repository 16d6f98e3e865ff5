import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import type { NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { sessionSecret } from "./session-secret";

const isSecure = () => env.PUBLIC_URL.startsWith("https:");
const cookieName = () => `${isSecure() ? "__Host-" : ""}next-auth.csrf-token`;

/**
 * Sets next-auth's CSRF cookie (`token|sha256(token ‖ secret)`, next-auth core/lib/csrf-token) with the page that needs it.
 * next-auth's own endpoint needs a script to call it, but forms have to work before JavaScript loads.
 */
export function issueFormToken(request: NextRequest, response: NextResponse): void {
  if (tokenIn(request.cookies.get(cookieName())?.value)) return;
  const token = randomBytes(32).toString("hex");
  response.cookies.set(cookieName(), `${token}|${proofOf(token)}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
  });
}

/** The value for a form's `csrfToken` field. Null if the browser refuses cookies. */
export async function formToken(): Promise<string | null> {
  return tokenIn((await cookies()).get(cookieName())?.value);
}

function tokenIn(cookie = ""): string | null {
  const [token, proof] = cookie.split("|");
  return token && proof === proofOf(token) ? token : null;
}

function proofOf(token: string): string {
  return createHash("sha256").update(`${token}${sessionSecret()}`).digest("hex");
}
