import { keyFor } from "@/lib/access";

/** Signs next-auth's cookies. */
export function sessionSecret(): string {
  return keyFor("session").toString("base64url");
}
