import type { DeliveryStatus } from "@/drizzle/schema";
import { type TestOutcome, testOutcomes } from "./reserved-recipients";

interface Script {
  /** The reply to the message, as a sentence. */
  reply: string;
  /** What is reported afterwards. */
  status: DeliveryStatus | null;
  /** Whether the message can be read in the inbox. */
  arrives: boolean;
}

/** What the test provider does with a message. */
export const scripts: Record<TestOutcome, Script> = {
  delivered: { reply: "It is delivered at once.", status: "delivered", arrives: true },
  late: { reply: "It is delivered after eight seconds.", status: "delivered", arrives: true },
  twice: {
    reply: "It is delivered twice, because the first reply was lost.",
    status: "delivered",
    arrives: true,
  },
  bounced: { reply: "It is accepted and returned a moment later.", status: "bounced", arrives: false },
  refused: { reply: "This recipient refuses every message.", status: null, arrives: false },
  never: { reply: "It is accepted and never arrives.", status: null, arrives: false },
};

/** The outcomes whose messages can be read in the inbox. */
export const arriving = testOutcomes.filter((outcome) => scripts[outcome].arrives);

/** The test provider's message ids are the outcomes' names. */
export function isTestOutcome(providerMessageId: string): providerMessageId is TestOutcome {
  return Object.hasOwn(scripts, providerMessageId);
}
