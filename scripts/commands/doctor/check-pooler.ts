import { preparePool } from "@/lib/db";
import { type Finding, passed, warning } from "./finding";
import { readSession, type Session } from "./repository";

const about = "Pooler";

export async function checkPooler(): Promise<Finding[]> {
  const pooling = await preparePool();
  return judgePooler(pooling, await readSession());
}

/** Nothing to say without a pooler: each connection then brings its settings along. */
export function judgePooler(
  pooling: { isPooled: boolean; prepares: boolean },
  { role, database, missing }: Session,
): Finding[] {
  if (!pooling.isPooled) return [];
  const statements = pooling.prepares
    ? "Statements are prepared, so the pooler must support that in transaction mode (PgBouncer 1.21 or newer)"
    : "Statements are not prepared, which costs processor time";
  const findings = [passed(about, `DATABASE_URL leads to a pooler. ${statements}.`)];
  if (missing.length > 0) {
    const names = missing.map(([name]) => name).join(", ");
    const commands = missing.map(
      ([name, value]) => `ALTER ROLE "${role}" IN DATABASE "${database}" SET ${name} = '${value}';`,
    );
    findings.push(
      warning(
        about,
        `A pooler does not pass on the settings that make statements fast: ${names}.`,
        `Run this once, then reconnect the pooler:\n${commands.join("\n")}`,
      ),
    );
  }
  return findings;
}
