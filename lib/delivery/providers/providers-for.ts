import type { Channel, Project } from "@/lib/projects";
import { testProvider } from "../test-recipients/test-provider";
import { testRecipientOf } from "../test-recipients/test-recipient";
import { providerOrderOf } from "./provider-order";
import type { ProviderRow } from "./repository";

/** The providers of a message, in the order they are tried. A test recipient has only the test provider. */
export async function providersFor(
  project: Project,
  channel: Channel,
  recipient: string,
): Promise<readonly ProviderRow[]> {
  return testRecipientOf(project, recipient) ? [testProvider] : providerOrderOf(project.id, channel);
}
