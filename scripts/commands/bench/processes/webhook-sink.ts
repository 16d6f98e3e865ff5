/** An endpoint that receives webhooks and answers 204. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface WebhookSink {
  port: number;
  /** When the next so many requests arrived, in milliseconds of `performance.now()`. */
  next(count: number): Promise<number[]>;
}

export async function startWebhookSink(): Promise<WebhookSink> {
  let arrivals: number[] = [];
  let waiting: { count: number; resolve(arrivals: number[]): void } | undefined;
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(204).end();
      arrivals.push(performance.now());
      if (!waiting || arrivals.length < waiting.count) return;
      waiting.resolve(arrivals);
      waiting = undefined;
      arrivals = [];
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    next: (count) =>
      new Promise((resolve) => {
        waiting = { count, resolve };
      }),
  };
}
