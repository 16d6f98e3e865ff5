import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { NotComparedReason } from "@/lib/shadow";
import { maxComparedBytes, type ReceivedResponse } from "./exchange";

/** Why there is no answer to compare. */
export class NotCompared extends Error {
  constructor(readonly reason: NotComparedReason) {
    super(reason);
  }
}

export interface Call {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Calls Countersign. An answer that is too large or takes longer than `limitMs` is given up. */
export async function callOurs(base: URL, call: Call, limitMs: number): Promise<ReceivedResponse> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    return await exchange(base, call, signal);
  } catch (error) {
    if (error instanceof NotCompared) throw error;
    throw new NotCompared(signal.aborted ? "timeout" : "unreachable");
  }
}

function exchange(base: URL, { method, target, headers, body }: Call, signal: AbortSignal) {
  const client = base.protocol === "https:" ? https : http;
  return new Promise<ReceivedResponse>((resolve, reject) => {
    const length = body.length > 0 || method === "POST" ? { "content-length": String(body.length) } : {};
    const options = { method, path: target, headers: { ...headers, ...length }, signal };
    const request = client.request(base, options, (answer) => {
      collect(answer).then((content) => {
        resolve({ status: answer.statusCode!, headers: answer.headers, body: content });
      }, reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

async function collect(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    if (size > maxComparedBytes) {
      answer.destroy();
      throw new NotCompared("too_large");
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
