import { findAnywhere } from "./queries/repository";
import type { LoadedVerification } from "./verification";
import { watch } from "./watching/watch";

/** The verification now and after each change, for the portal, whose URL contains no project. Empty if there is none. */
export function watchForPortal(
  verificationId: string,
  signal: AbortSignal,
): AsyncIterable<LoadedVerification> {
  return watch({ verificationId, find: () => findAnywhere(verificationId), signal });
}
