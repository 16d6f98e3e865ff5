import { errorFields, log } from "@/lib/log";
import type { ProviderRow } from "../providers/repository";
import { recordStatuses } from "../status/record-status";
import { isTestOutcome, scripts } from "./scripts";

/** How long after it accepted a message the test provider reports its status, in milliseconds. */
const reportAfterMs = 1000;

/** Reports what the script says about an accepted message, like a provider's status callback. Suppresses nobody. */
export function reportStatusLater(
  provider: ProviderRow,
  deliveryId: string,
  providerMessageId: string,
): void {
  const status = isTestOutcome(providerMessageId) ? scripts[providerMessageId].status : null;
  if (!status) return;
  const report = { deliveryId, providerMessageId, status, providerCode: null, suppress: null };
  setTimeout(() => {
    recordStatuses({ provider, reports: [report] }).catch((error: unknown) =>
      log.warn("The status of a test recipient's message was not recorded.", {
        deliveryId,
        error: errorFields(error),
      }),
    );
  }, reportAfterMs).unref();
}
