import { type Readiness, readiness } from "@/lib/db";
import { broken, type Finding, fine } from "./finding";
import { readServer, type Server } from "./repository";

const about = "Database";
const leastVersion = 140_000;

export async function checkDatabase(): Promise<Finding[]> {
  const state = await readiness(5000);
  return judgeDatabase(state, state === "unreachable" ? null : await readServer());
}

/** Whether there is a database to look into at all. */
export function isReachable(findings: readonly Finding[]): boolean {
  return !findings.some((finding) => finding.about === about && finding.text === unreachable);
}

const unreachable = "It does not answer.";

export function judgeDatabase(state: Readiness, server: Server | null): Finding[] {
  if (state === "unreachable" || !server) {
    const remedy = "Check DATABASE_URL, and that PostgreSQL runs and lets this machine in.";
    return [broken(about, unreachable, remedy)];
  }
  const findings: Finding[] = [];
  if (server.versionNumber < leastVersion) {
    findings.push(broken(about, `PostgreSQL ${server.version} is too old.`, "Use PostgreSQL 14 or newer."));
  }
  if (state === "unmigrated") {
    findings.push(
      broken(about, "Migrations are missing.", "Run npm start: it applies them before it serves."),
    );
  }
  return findings.length > 0
    ? findings
    : [fine(about, `PostgreSQL ${server.version} answers, and every migration is applied.`)];
}
