import { env } from "@/lib/env";

/** Native API calls to paste into a terminal. The key stays a variable, because a key is shown only once. */
function post(path: string, body: Record<string, unknown>): string {
  return `curl ${env.PUBLIC_URL}/api/v1${path} \\
  -H "Authorization: Bearer $COUNTERSIGN_KEY" \\
  -H "Content-Type: application/json" \\
  -d ${shellQuoted(JSON.stringify(body))}`;
}

function get(path: string): string {
  return `curl "${env.PUBLIC_URL}/api/v1${path}" \\
  -H "Authorization: Bearer $COUNTERSIGN_KEY"`;
}

/** Quotes a string so that the shell doesn't expand it. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export const startCall = (body: Record<string, unknown>) => post("/verifications", body);
export const checkCall = (id: string, code: string) => post(`/verifications/${id}/attempts`, { code });
export const inboxCall = (to: string) =>
  get(`/inbox/messages?to=${encodeURIComponent(to)}&limit=1&waitSeconds=10`);
