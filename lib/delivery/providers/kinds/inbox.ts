import { z } from "zod";
import { channels } from "@/lib/projects";
import { ok } from "@/lib/result";
import { defineKind } from "./kind";

/**
 * The built-in inbox only accepts messages. Nothing is sent or stored; messages are rendered
 * when they are read (`listInboxDeliveries`).
 */
export const inbox = defineKind({
  kind: "inbox",
  title: "Built-in inbox",
  description:
    "Keeps messages here, to be read in the console and by API, until a real provider is configured.",
  channels,
  maxConcurrency: 1000,
  isInbox: true,
  schema: z.strictObject({}),
  describe: () => "the built-in inbox",
  open: () => ({ send: async () => ok({ providerMessageId: "", explanation: "" }), close() {} }),
});
