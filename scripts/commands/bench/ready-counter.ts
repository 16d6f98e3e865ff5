const typeBytes = 1;
const headBytes = typeBytes + 4;
const readyForQuery = "Z".charCodeAt(0);

/**
 * Counts round trips in what a PostgreSQL server sends: it ends each statement (each Sync of the extended protocol) with
 * one ReadyForQuery (PostgreSQL documentation, "Message Formats").
 */
export class ReadyCounter {
  count = 0;
  #rest: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    while (bytes.length >= headBytes) {
      // The length counts itself, but not the type before it.
      const size = typeBytes + bytes.readUInt32BE(typeBytes);
      if (bytes.length < size) break;
      if (bytes[0] === readyForQuery) this.count++;
      bytes = bytes.subarray(size);
    }
    this.#rest = bytes;
  }
}
