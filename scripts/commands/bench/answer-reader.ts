/** One HTTP answer, as far as a load generator cares. */
export interface Answer {
  status: number;
  /** Head and body as they came. */
  text: string;
}

const headEnd = Buffer.from("\r\n\r\n");
/** JSON writes line breaks as \n in two characters, so inside a chunk these bytes cannot occur. */
const lastChunk = "\r\n0\r\n\r\n";

/**
 * Puts the answers of one connection together. Only one request is under way at a time, so whatever comes belongs to one
 * answer. Far lighter than `node:http`, because the generator shares two cores with what it measures.
 */
export class AnswerReader {
  #bytes: Buffer | null = null;

  /** The answer that these bytes complete, or null if more must come. */
  push(chunk: Buffer): Answer | null {
    const bytes = this.#bytes ? Buffer.concat([this.#bytes, chunk]) : chunk;
    this.#bytes = bytes;
    const end = bytes.indexOf(headEnd);
    if (end < 0) return null;
    const text = bytes.toString("latin1");
    if (!isWhole(text, end)) return null;
    this.#bytes = null;
    return { status: Number(text.slice(9, 12)), text };
  }
}

function isWhole(text: string, headEnd: number): boolean {
  const head = text.slice(0, headEnd).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  if (length !== undefined) return text.length >= headEnd + 4 + Number(length);
  if (head.includes("\r\ntransfer-encoding: chunked")) return text.endsWith(lastChunk);
  return /^http\/1\.1 (204|304)/.test(head);
}
