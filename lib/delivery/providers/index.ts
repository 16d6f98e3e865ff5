import { http } from "./http";
import { inbox } from "./inbox";
import type { ProviderKind } from "./kind";
import { smtp } from "./smtp";

/** All provider kinds. To add one, add a file and a line here. */
export const providerKinds: readonly ProviderKind[] = [inbox, smtp, http];

export function findProviderKind(kind: string): ProviderKind | undefined {
  return providerKinds.find((known) => known.kind === kind);
}
