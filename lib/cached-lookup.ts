import { TtlCache } from "./ttl-cache";

const size = 1000;
/** How long a change by another process can go unnoticed if its notification is lost (docs/security.md #37). */
const defaultLivesMs = 4000;

interface Entry<Value> {
  found: Promise<Value>;
  /** Set as soon as it has been read. */
  read?: { value: Value };
}

/**
 * Caches what `load` finds for a key, for four seconds unless `livesMs` says otherwise. Callers that ask at the same time share
 * one call. Failures are not cached.
 */
export class CachedLookup<Value> {
  readonly #entries: TtlCache<string, Entry<Value>>;

  constructor(
    private readonly load: (key: string) => Promise<Value>,
    { livesMs = defaultLivesMs } = {},
  ) {
    this.#entries = new TtlCache(size, livesMs);
  }

  get(key: string): Promise<Value> {
    const known = this.#entries.get(key);
    if (known) return known.found;
    const entry: Entry<Value> = { found: this.load(key) };
    this.#entries.set(key, entry);
    entry.found.then(
      (value) => {
        entry.read = { value };
      },
      () => this.#entries.delete(key),
    );
    return entry.found;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  /** Deletes the entries that meet the condition, and all that are still being read. */
  deleteWhere(isGone: (value: Value) => boolean): void {
    this.#entries.deleteWhere(({ read }) => !read || isGone(read.value));
  }

  clear(): void {
    this.#entries.clear();
  }
}
