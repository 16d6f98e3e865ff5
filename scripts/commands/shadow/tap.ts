import type { Readable } from "node:stream";

/** Keeps a copy of what passes through a stream, up to a size. Call it before the stream is piped. */
export function tap(stream: Readable, maxBytes: number): () => Buffer | null {
  let chunks: Buffer[] | null = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) chunks = null;
    chunks?.push(chunk);
  });
  return () => chunks && Buffer.concat(chunks);
}
