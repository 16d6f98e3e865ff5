import { z } from "zod";
import { channels } from "@/lib/projects";
import { ok } from "@/lib/result";
import { defineKind } from "./kind";
import en from "./texts/inbox.en.json";

/**
 * The built-in inbox only accepts messages. Nothing is sent or stored; messages are rendered
 * when they are read (`listInboxDeliveries`).
 */
export const inbox = defineKind({
  kind: "inbox",
  texts: { en },
  channels,
  maxConcurrency: 1000,
  isInbox: true,
  schema: z.strictObject({}),
  open: () => ({ send: async () => ok({ providerMessageId: "", explanation: "" }), close() {} }),
});
