import { isDistributed } from "@/lib/db";
import { type Finding, passed, warning } from "./finding";
import { type CitusState, readCitus } from "./repository";

const about = "Citus";

export async function checkCitus(): Promise<Finding[]> {
  return judgeCitus(await readCitus(), isDistributed());
}

/** Nothing to say without Citus. */
export function judgeCitus(state: CitusState | null, isDistributed: boolean): Finding[] {
  if (!state) return [];
  const { version, workers, endpoints } = state;
  if (!isDistributed)
    return [
      warning(
        about,
        `DATABASE_URL is a Citus ${version} coordinator, but every table is on it alone.`,
        "That works as with any PostgreSQL. To use the workers, stop Countersign and run npm run distribute (docs/scale.md).",
      ),
    ];
  const findings = [passed(about, `Citus ${version} distributes projects over ${workers} servers.`)];
  if (endpoints > 0)
    findings.push(
      warning(
        about,
        "There are webhook endpoints, but webhooks do not work on Citus yet.",
        "Delete them, and let clients wait for verifications instead (docs/scale.md).",
      ),
    );
  return findings;
}
