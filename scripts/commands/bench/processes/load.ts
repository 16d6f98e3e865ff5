/** The load generator: so many connections, each sending its next request when the last one is answered. */
import { connect } from "node:net";
import { AnswerReader } from "../answer-reader";
import { answer } from "../child";
import { type Load, type LoadResult, requestsOf } from "../load";
import { percentile } from "../statistics";

export type LoadCommands = { run(load: Load): Promise<LoadResult> };

answer({ run } satisfies LoadCommands);

async function run(load: Load): Promise<LoadResult> {
  const cpu = process.cpuUsage();
  const requests = requestsOf(load);
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1000;
  await Promise.all(Array.from({ length: load.clients }, () => drive(load, requests, latencies, endsAt)));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: sorted.length,
    seconds,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    micros: user + system,
  };
}

/** One client. What is under way when the time is over is awaited and counted. */
function drive(load: Load, requests: Iterator<string>, latencies: number[], endsAt: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: load.port, host: "127.0.0.1", noDelay: true });
    const reader = new AnswerReader();
    let sentAt = 0;
    const next = () => {
      sentAt = performance.now();
      const request = sentAt < endsAt ? requests.next() : null;
      if (!request || request.done) return socket.end(resolve);
      socket.write(request.value);
    };
    socket.on("connect", next);
    socket.on("data", (chunk) => {
      const got = reader.push(chunk);
      if (!got) return;
      if (got.status !== load.status)
        return socket.destroy(new Error(`Expected ${load.status}, got:\n${got.text}`));
      latencies.push(performance.now() - sentAt);
      next();
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("The server closed a connection.")));
  });
}
