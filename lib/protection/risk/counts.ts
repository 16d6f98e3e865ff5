import { addressKey, addressOf, type Ctx, networkKey } from "@/lib/access";
import { minute } from "@/lib/time";
import { RecentCounts } from "./recent-counts";
import type { RiskFacts } from "./risk-of";

const hourMs = 60 * minute * 1000;

interface Counts {
  sendsFromAddress: RecentCounts;
  sendsFromNetwork: RecentCounts;
  wrongCodesFromNetwork: RecentCounts;
  findings: RecentCounts;
}

// One set per process, although Next.js loads this module several times.
const place = globalThis as typeof globalThis & { countersignRiskCounts?: Counts };

function counts(): Counts {
  place.countersignRiskCounts ??= {
    sendsFromAddress: new RecentCounts(hourMs),
    sendsFromNetwork: new RecentCounts(hourMs),
    wrongCodesFromNetwork: new RecentCounts(hourMs),
    findings: new RecentCounts(hourMs),
  };
  return place.countersignRiskCounts;
}

type Visitor = Pick<Ctx, "project" | "endUser">;

/** Counts a message that was asked for on a public page. */
export function countPageSend(visitor: Visitor): void {
  const { address, network } = keysOf(visitor);
  if (address) counts().sendsFromAddress.add(address);
  if (network) counts().sendsFromNetwork.add(network);
}

/** Counts a wrong code that was entered on a public page. */
export function countPageWrongCode(visitor: Visitor): void {
  const { network } = keysOf(visitor);
  if (network) counts().wrongCodesFromNetwork.add(network);
}

/** Counts what a rule objected to. */
export function countFinding(projectId: string): void {
  counts().findings.add(projectId);
}

export function factsOf(visitor: Visitor): RiskFacts {
  const { address, network } = keysOf(visitor);
  const { sendsFromAddress, sendsFromNetwork, wrongCodesFromNetwork, findings } = counts();
  return {
    sendsFromAddress: address ? sendsFromAddress.of(address) : 0,
    sendsFromNetwork: network ? sendsFromNetwork.of(network) : 0,
    wrongCodesFromNetwork: network ? wrongCodesFromNetwork.of(network) : 0,
    findings: findings.of(visitor.project.id),
    userAgent: visitor.endUser?.userAgent ?? null,
  };
}

/** A visitor's address and network, in one project. */
function keysOf({ project, endUser }: Visitor): { address: string | null; network: string | null } {
  const ip = addressOf(endUser);
  const [address, network] = [addressKey(ip), networkKey(ip)];
  return { address: address && `${project.id}/${address}`, network: network && `${project.id}/${network}` };
}
