import { env } from "@/lib/env";
import type { ApiCall } from "./snippets";

const urlOf = (path: string) => `${env.PUBLIC_URL}/api/v1${path}`;

export const startCall = (body: Record<string, unknown>): ApiCall => ({
  method: "POST",
  url: urlOf("/verifications"),
  body,
});

export const checkCall = (id: string, code: string): ApiCall => ({
  method: "POST",
  url: urlOf(`/verifications/${id}/attempts`),
  body: { code },
});

export const inboxCall = (to: string): ApiCall => ({
  method: "GET",
  url: urlOf(`/inbox/messages?to=${encodeURIComponent(to)}&limit=1&waitSeconds=10`),
});
