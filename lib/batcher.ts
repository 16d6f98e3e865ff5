interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result | undefined): void;
  reject(error: unknown): void;
}

/** The most items in one write. */
const mostItems = 200;

/**
 * Group commit: the first item is written immediately, and those that arrive during that write form the next one. So a lone
 * item never waits, and under load one statement writes many.
 */
export class Batcher<Item extends { id: string }, Result extends { id: string }> {
  #waiting: Waiting<Item, Result>[] = [];
  #isWriting = false;

  /** `write` returns at most one result for each item, with the item's id. */
  constructor(private readonly write: (items: readonly Item[]) => Promise<readonly Result[]>) {}

  /** Returns the item's result once it is written. Undefined if the write returned none for it. */
  add(item: Item): Promise<Result | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // Items that are added in the same turn of the event loop belong together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeBatch(this.#waiting.splice(0, mostItems));
    this.#isWriting = false;
  }

  async #writeBatch(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.write(batch.map(({ item }) => item));
      const byId = new Map(results.map((result) => [result.id, result]));
      for (const { item, resolve } of batch) resolve(byId.get(item.id));
    } catch (error) {
      if (batch.length === 1) return batch[0]!.reject(error);
      // One item that cannot be written must not fail the others.
      for (const one of batch) await this.#writeBatch([one]);
    }
  }
}
