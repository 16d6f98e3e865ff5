import { merge, type NotComparedReason, recordShadow, type ShadowEndpoint } from "@/lib/shadow";
import type { Found } from "./compare";

/** Endpoints of which a report counts each. The rest is counted together, because paths are chosen by callers. */
const maxEndpoints = 300;

/** Counts what is found, in memory, and adds it to the report in the database now and then. */
export class Tally {
  #found = new Map<string, ShadowEndpoint>();
  /** Of this run. */
  readonly totals = { requests: 0, same: 0, different: 0, notCompared: 0 };

  constructor(
    private readonly projectId: string,
    private readonly dialect: string,
  ) {}

  compared(endpoint: string, differences: readonly Found[]): void {
    const isSame = differences.length === 0;
    this.totals[isSame ? "same" : "different"]++;
    this.#add(endpoint, {
      same: isSame ? 1 : 0,
      differences: differences.map((difference) => ({ ...difference, count: 1 })),
    });
  }

  notCompared(endpoint: string, reason: NotComparedReason): void {
    this.totals.notCompared++;
    this.#add(endpoint, { notCompared: { [reason]: 1 } });
  }

  #add(endpoint: string, found: Partial<ShadowEndpoint>): void {
    this.totals.requests++;
    const isKept = this.#found.has(endpoint) || this.#found.size < maxEndpoints;
    const name = isKept ? endpoint : "others";
    const empty = {
      dialect: this.dialect,
      endpoint: name,
      requests: 0,
      same: 0,
      notCompared: {},
      differences: [],
    };
    this.#found.set(name, merge(this.#found.get(name) ?? empty, { ...empty, requests: 1, ...found }));
  }

  /** Adds what was found since the last call to the report. If the database is away, it is kept for the next call. */
  async record(): Promise<void> {
    const found = this.#found;
    this.#found = new Map();
    if (found.size === 0) return;
    try {
      await recordShadow(this.projectId, [...found.values()]);
    } catch (error) {
      for (const [name, one] of this.#found) {
        const before = found.get(name);
        found.set(name, before ? merge(before, one) : one);
      }
      this.#found = found;
      throw error;
    }
  }
}
