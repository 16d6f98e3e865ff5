import type { Connector } from "@/lib/social";
import { showNumber } from "../ids";

/** The id under which clients know a social connector: what its maker chose, or its number. */
export function connectorIdOf({ number, wireContext }: Connector): string {
  const kept = (wireContext as { logto?: { id?: string } } | null)?.logto;
  return kept?.id ?? showNumber(number);
}
