import { env } from "@/lib/env";

/** Calls of the native API as they are pasted into a terminal. The key stays a variable: it is shown only once. */
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

/** A string that no shell looks into. */
function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export const startCall = (body: Record<string, unknown>) => post("/verifications", body);
export const checkCall = (id: string, code: string) => post(`/verifications/${id}/attempts`, { code });
export const inboxCall = (to: string) =>
  get(`/inbox/messages?to=${encodeURIComponent(to)}&limit=1&waitSeconds=10`);
