import type { Project } from "@/lib/projects";
import type { Message } from "../message";
import type { Sender } from "./provider";
import { sendOnce, type TryResult } from "./send-once";

const kept: TryResult = {
  outcome: "accepted",
  providerMessageId: "",
  explanation: "not sent: shadow projects send nothing",
};

/**
 * Sends one message of a project, as `sendOnce` does. Every message passes here, so that none of a shadow project can leave,
 * whatever its providers are.
 */
export async function sendFor(
  project: Pick<Project, "environment">,
  open: () => Sender,
  message: Message,
  limitMs: number,
): Promise<TryResult> {
  return project.environment === "shadow" ? kept : sendOnce(open, message, limitMs);
}
