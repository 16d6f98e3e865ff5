import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { sessionSecret } from "./next-auth";

const isSecure = () => env.PUBLIC_URL.startsWith("https:");
const cookieName = () => `${isSecure() ? "__Host-" : ""}next-auth.csrf-token`;

/**
 * Sets next-auth's CSRF cookie (`token|sha256(token ‖ secret)`, next-auth core/lib/csrf-token). next-auth's own endpoint
 * needs a script to call it, but the code form has to work before JavaScript loads.
 */
export async function issueFormToken(): Promise<void> {
  if (await formToken()) return;
  const token = randomBytes(32).toString("hex");
  (await cookies()).set(cookieName(), `${token}|${proofOf(token)}`, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(),
    path: "/",
  });
}

/** The value for a form's `csrfToken` field. Null until the browser has the cookie. */
export async function formToken(): Promise<string | null> {
  const [token, proof] = ((await cookies()).get(cookieName())?.value ?? "").split("|");
  return token && proof === proofOf(token) ? token : null;
}

function proofOf(token: string): string {
  return createHash("sha256").update(`${token}${sessionSecret()}`).digest("hex");
}
