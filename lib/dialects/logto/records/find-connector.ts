import type { Connector } from "@/lib/social";
import { showNumber } from "../ids";

/** A social connector's id in this dialect: chosen by its creator, or made from its number. */
export function connectorIdOf({ number, wireContext }: Connector): string {
  const kept = (wireContext as { logto?: { id?: string } } | null)?.logto;
  return kept?.id ?? showNumber(number);
}
