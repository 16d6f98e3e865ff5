import { z } from "zod";
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
  channels: ["email", "sms"],
  schema: z.strictObject({}),
  describe: () => "the built-in inbox",
  open: () => ({ captures: true, close() {} }),
});
