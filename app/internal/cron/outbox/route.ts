import { webhookFormats } from "@/app/webhook-formats";
import { drain } from "@/lib/boot";
import { cronJob, route } from "@/lib/http/native";

/** Half of `maxDuration`, because what is being sent then may take 15 seconds more. */
const drainSeconds = 30;

/** For Vercel, in seconds. */
export const maxDuration = 60;

const run = cronJob(() => drain(webhookFormats, drainSeconds));

/** Sends due messages and webhooks and deletes expired rows, where no process keeps running (docs/serverless.md). */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: run, POST: run });
