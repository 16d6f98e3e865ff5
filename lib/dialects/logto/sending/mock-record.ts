import { log } from "@/lib/log";
import type { Project } from "@/lib/projects";
import type { MessageType } from "./choose-template";
import { fillTemplate } from "./fill-template";
import { replaceFile } from "./replace-file";
import type { Payload, UsageType } from "./usage";

/**
 * Where Logto's own tests look for the messages of its mock connectors: since version 1.38 in a folder, before that next to it.
 * github.com/logto-io/logto, packages/toolkit/connector-kit, `mockConnectorFilePaths`.
 */
const files: Record<MessageType, string[]> = {
  Email: ["/tmp/logto/mock_email_record.txt", "/tmp/logto_mock_email_record.txt"],
  Sms: ["/tmp/logto/mock_sms_record.txt", "/tmp/logto_mock_sms_record.txt"],
};

export const mockFactories: Record<MessageType, string> = {
  Email: "mock-email-service",
  Sms: "mock-short-message-service",
};

/** Whether the project's messages of this type are written to a file, which requires `testConnectors`. */
export function isMock({ settings }: Project, type: MessageType): boolean {
  const { testConnectors, messageConnectors } = settings.dialects.logto;
  return (
    testConnectors &&
    messageConnectors.some((one) => one.type === type && one.factoryId === mockFactories[type])
  );
}

export interface MockMessage {
  type: MessageType;
  usage: UsageType;
  to: string;
  payload: Payload & { code: string };
  template: { subject?: string; content: string } | null;
}

/** Writes the last message with its code as one line of JSON, for tests. Runs before the response. */
export async function recordMessage({ type, usage, to, payload, template }: MockMessage): Promise<void> {
  const record =
    type === "Sms"
      ? { phone: to, code: payload.code, type: usage, payload }
      : {
          address: to,
          code: payload.code,
          type: usage,
          payload,
          template,
          subject: template && fillTemplate(template.subject ?? "", payload),
          content: template && fillTemplate(template.content, payload),
        };
  for (const file of files[type]) {
    // The folder is shared, so another user's files can be in the way. A test then misses its message, but the call succeeds.
    await replaceFile(file, `${JSON.stringify(record)}\n`).catch((error) =>
      log.warn("A mock connector could not write its message", { error }),
    );
  }
}
