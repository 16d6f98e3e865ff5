import type { Ctx } from "@/lib/access";
import { allowsTestRecipients, type TestRecipient } from "@/lib/delivery";
import type { Finding } from "./rules";

/** Refuses a test recipient where they are switched off. Its fixed code works only where they are switched on. */
export async function assessTest(
  { project }: Ctx,
  { code, isListed }: TestRecipient,
): Promise<{ finding: Finding | null; testCode: string | null }> {
  if (await allowsTestRecipients(project)) return { finding: null, testCode: code };
  const finding: Finding = {
    rule: "test_recipient",
    key: isListed ? "listed" : "reserved",
    explanation:
      "This is a test recipient, and the project sends real messages. To use test recipients nevertheless, set protection.testRecipientsEnabled to true.",
    retryAfterSeconds: null,
  };
  return { finding, testCode: null };
}
