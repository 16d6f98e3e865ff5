import { unseal } from "./config";
import { findProviderKind } from "./index";
import type { Carrier } from "./provider";
import type { ProviderRow } from "./repository";

const carriers = new Map<string, { updatedAt: number; carrier: Carrier }>();

/** An opened provider with its connections. The same one until its config changes. */
export function carrierOf(row: ProviderRow): Carrier {
  const known = carriers.get(row.id);
  if (known?.updatedAt === row.updatedAt.getTime()) return known.carrier;
  known?.carrier.close();
  const carrier = openCarrier(row);
  carriers.set(row.id, { updatedAt: row.updatedAt.getTime(), carrier });
  return carrier;
}

/** An opened provider for one use. Close it afterwards. */
export function openCarrier(row: ProviderRow): Carrier {
  const kind = findProviderKind(row.kind);
  if (!kind) throw new Error(`There is no provider kind named ${row.kind}.`);
  return kind.open(unseal(row));
}

/** Closes all idle connections. Those in use are closed when they are returned. */
export function closeCarriers(): void {
  for (const { carrier } of carriers.values()) carrier.close();
  carriers.clear();
}
