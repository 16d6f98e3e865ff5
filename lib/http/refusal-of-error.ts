import { errorFields, log } from "@/lib/log";
import { isOutage } from "./outage";
import type { EdgeRefusal } from "./protocol";

/** The response to an exception, which is a bug or an outage. Details are only logged. */
export function refusalOfError(error: unknown, requestId: string): EdgeRefusal {
  const isDown = isOutage(error);
  log.error(isDown ? "The database did not answer." : "A request failed unexpectedly.", {
    requestId,
    error: errorFields(error),
  });
  return isDown ? { code: "unavailable", retryAfterSeconds: 5 } : { code: "internal_error" };
}
