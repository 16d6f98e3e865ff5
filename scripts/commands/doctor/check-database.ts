import { type Readiness, readiness } from "@/lib/db";
import { type Finding, failed, passed } from "./finding";
import { reasonOf } from "./reason";
import { readServer, type Server } from "./repository";

const about = "Database";
const leastVersion = 140_000;
const patienceMs = 5000;

/** Also says whether there is anything to look into: a schema that is behind would only answer with errors. */
export async function checkDatabase(): Promise<{ findings: Finding[]; isReady: boolean }> {
  const state = await readiness(patienceMs);
  const findings =
    state === "unreachable"
      ? [judgeSilence(await whyUnreachable())]
      : judgeDatabase(state, await readServer());
  return { findings, isReady: state === "ready" };
}

async function whyUnreachable(): Promise<string> {
  const silence = new Promise<string>((resolve) => {
    setTimeout(resolve, patienceMs, `no answer in ${patienceMs / 1000} seconds`).unref();
  });
  const refusal = readServer().then(() => "it answered only when asked again", reasonOf);
  return Promise.race([refusal, silence]);
}

export function judgeSilence(reason: string): Finding {
  const remedy = "Check DATABASE_URL, and that PostgreSQL runs and lets this machine in.";
  return failed(about, `It does not let us in: ${reason}.`, remedy);
}

export function judgeDatabase(state: Exclude<Readiness, "unreachable">, server: Server): Finding[] {
  const findings: Finding[] = [];
  if (server.versionNumber < leastVersion) {
    findings.push(failed(about, `PostgreSQL ${server.version} is too old.`, "Use PostgreSQL 14 or newer."));
  }
  if (state === "unmigrated") {
    findings.push(
      failed(about, "Migrations are missing.", "Run npm start: it applies them before it serves."),
    );
  }
  if (state === "read_only") {
    findings.push(
      failed(
        about,
        "It accepts no writes.",
        "If it is a standby, name the primary in DATABASE_URL, or every server (docs/operations.md). Otherwise find out why " +
          "default_transaction_read_only is on: managed databases set it when the disk is full.",
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [passed(about, `PostgreSQL ${server.version} answers, and every migration is applied.`)];
}
