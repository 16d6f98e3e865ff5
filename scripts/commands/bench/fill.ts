import postgres from "postgres";
import { prepareForFilling, restoreAfterFilling } from "./filling/indexes";
import { inLanes } from "./filling/lanes";
import { layOutMonths } from "./filling/months";
import { fillVerifications, fillWindows } from "./filling/statements";
import type { PreparedProject } from "./processes/engine";
import { percent } from "./table";

const batch = 20_000;
/** Connections that fill and make indexes at the same time. PostgreSQL uses one core for each. */
const lanes = 2;
/** Each recipient has been verified this often before. */
const perRecipient = 3;
const dayMs = 86_400_000;

const filledTables = ["verifications", "deliveries", "events", "budgets"];

/**
 * Fills a new database with verifications of the last 80 days (retention keeps 90), as so many starts and checks would have
 * left them: nine of ten verified, the rest expired or canceled, each with its delivery, its try and its events. And with a window
 * of sends for each recipient, as if all had asked for a code in the last hour. Its partitions are those of an installation of 80 days.
 *
 * Nothing else may use the database meanwhile: its indexes are made at the end. No superuser is needed.
 */
export async function fill(
  databaseUrl: string,
  prepared: PreparedProject,
  rows: number,
  tell: (detail: string) => void,
): Promise<void> {
  const connections = Array.from({ length: lanes }, () => connect(databaseUrl));
  const [sql] = connections as [postgres.Sql];
  try {
    tell("partitions");
    await layOutMonths(sql, new Date(Date.now() - 80 * dayMs));
    const dropped = await prepareForFilling(sql, filledTables);
    await fillTables(connections, prepared, rows, tell);
    tell("vacuum and indexes");
    await restoreAfterFilling(connections, dropped, (share) => tell(`vacuum and indexes ${percent(share)}`));
    tell("statistics");
    await sql`vacuum analyze`;
    tell("checkpoint");
    await checkpoint(sql);
  } finally {
    await Promise.all(connections.map((connection) => connection.end()));
  }
}

function connect(databaseUrl: string): postgres.Sql {
  return postgres(databaseUrl, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    connection: {
      // Nobody minds if a crash loses some of it.
      synchronous_commit: "off",
      work_mem: "64MB",
      maintenance_work_mem: "512MB",
      // The lanes already use the cores.
      max_parallel_maintenance_workers: 0,
      jit: "off",
    },
  });
}

async function fillTables(
  connections: readonly postgres.Sql[],
  { projectId, policy }: PreparedProject,
  rows: number,
  tell: (detail: string) => void,
): Promise<void> {
  const [sql] = connections as [postgres.Sql];
  await sql`insert into policies (id, policy) values (${projectId}, ${JSON.stringify(policy)}::text::jsonb) on conflict do nothing`;
  const recipients = Math.ceil(rows / perRecipient);
  const end = Date.now() - dayMs;
  const starts = Array.from({ length: Math.ceil(rows / batch) }, (_, index) => index * batch);
  let done = 0;
  tell("rows 0 %");
  await inLanes(connections, starts, async (connection, first) => {
    const last = Math.min(first + batch, rows) - 1;
    const parameters = [projectId, first, last, rows, recipients, end, `key:${projectId}`];
    await connection.unsafe(fillVerifications, parameters);
    done += last - first + 1;
    tell(`rows ${percent(done / rows)}`);
  });
  tell("windows");
  await sql.unsafe(fillWindows, [projectId, recipients]);
}

/** Writes what is still only in memory, so that this is not done while calls are measured. Not everybody is allowed to ask for it. */
async function checkpoint(sql: postgres.Sql): Promise<void> {
  await sql`checkpoint`.catch((error: unknown) => {
    const isDenied = error instanceof postgres.PostgresError && error.code === "42501";
    if (!isDenied) throw error;
  });
}
