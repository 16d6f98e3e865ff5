import type { Sql } from "postgres";

/** Runs jobs on several connections at once. Each connection takes the next job when it has finished one. */
export async function inLanes<Job>(
  connections: readonly Sql[],
  jobs: Iterable<Job>,
  run: (sql: Sql, job: Job) => Promise<unknown>,
): Promise<void> {
  const waiting = [...jobs];
  const lane = async (sql: Sql) => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await run(sql, job);
  };
  await Promise.all(connections.map(lane));
}
