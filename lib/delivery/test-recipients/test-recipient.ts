import type { Project } from "@/lib/projects";
import { isInboxOnly } from "../providers/provider-order";
import { reservedOutcomeOf, type TestOutcome } from "./reserved-recipients";

/** A recipient that nothing is ever sent to. */
export interface TestRecipient {
  outcome: TestOutcome;
  /** The project's fixed code. Null: codes are as for anybody. */
  code: string | null;
  /** Whether it is in the project's own list. Otherwise it is reserved in every project. */
  isListed: boolean;
}

/** The test recipient with this address or number. Null: it is an ordinary one. */
export function testRecipientOf({ kind, settings }: Project, recipient: string): TestRecipient | null {
  // Operators sign in with the reserved project's messages.
  if (kind === "reserved") return null;
  const { testRecipients } = settings.protection;
  const listed =
    testRecipients.length > 0 &&
    testRecipients.find(({ identifier }) => identifier.toLowerCase() === recipient.toLowerCase());
  if (listed && Date.parse(listed.endsAt) > Date.now())
    return { outcome: "delivered", code: listed.code, isListed: true };
  const outcome = reservedOutcomeOf(recipient);
  return outcome && { outcome, code: null, isListed: false };
}

/** Whether a project can use test recipients. By default only while it sends no real messages. */
export async function allowsTestRecipients({ id, settings }: Project): Promise<boolean> {
  return settings.protection.testRecipientsEnabled ?? isInboxOnly(id);
}
