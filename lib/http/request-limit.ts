import { ok, type Result, refuse } from "@/lib/result";
import type { QuotaExceeded, QuotaLeft } from "./protocol";
import { leaseRequests } from "./repository";

const windowSeconds = 60;
/** A lease is a fiftieth of the window's quota, so a process asks the database about fifty times a window at most. */
const leasesPerWindow = 50;

interface Lease {
  windowStartsAt: number;
  left: number;
  /** How many of the window were not leased by anybody, when last heard. */
  beyond: number;
  renewal: Promise<void> | null;
}

const leases = new Map<string, Lease>();

/**
 * Counts one request against a quota per minute that all processes share. Each takes requests in leases, so that most
 * cost no statement; what a process leased and did not use is lost with the window, never counted twice.
 */
export async function limitRequests(key: string, quota: number): Promise<Result<QuotaLeft, QuotaExceeded>> {
  const now = Date.now();
  const windowStartsAt = now - (now % (windowSeconds * 1000));
  const resetSeconds = Math.max(1, Math.ceil((windowStartsAt + windowSeconds * 1000 - now) / 1000));
  const lease = leaseOf(key, windowStartsAt, quota);
  while (lease.left === 0 && lease.beyond > 0) {
    lease.renewal ??= renew(key, lease, quota);
    await lease.renewal;
  }
  if (lease.left === 0)
    return refuse({
      code: "quota_exceeded",
      policy: "requests",
      quota,
      windowSeconds,
      retryAfterSeconds: resetSeconds,
    });
  lease.left--;
  return ok({ name: "requests", quota, windowSeconds, remaining: lease.left + lease.beyond, resetSeconds });
}

function leaseOf(key: string, windowStartsAt: number, quota: number): Lease {
  const had = leases.get(key);
  if (had?.windowStartsAt === windowStartsAt) return had;
  if (leases.size > 10_000) leases.clear();
  const lease: Lease = { windowStartsAt, left: 0, beyond: quota, renewal: null };
  leases.set(key, lease);
  return lease;
}

async function renew(key: string, lease: Lease, quota: number): Promise<void> {
  const size = Math.max(1, Math.ceil(quota / leasesPerWindow));
  try {
    const taken = await leaseRequests(key, new Date(lease.windowStartsAt), size);
    // What others took before us may leave less than a whole lease, or nothing.
    lease.left = Math.max(0, Math.min(size, quota - (taken - size)));
    lease.beyond = Math.max(0, quota - taken);
  } finally {
    lease.renewal = null;
  }
}
