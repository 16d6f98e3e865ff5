/** `npm run import`: brings users, and what was proven about them, from another system. Described in docs/moving.md. */
import "./import/patience";

import { parseArgs } from "node:util";
import { closeDb, migrate, preparePool } from "@/lib/db";
import { Explanation, runMain } from "./drill/application";
import { projectNamed } from "./import/project";
import { runImport } from "./import/run-import";
import { sourceNames, sources } from "./import/sources";

const help = `
Usage: npm run import -- SOURCE [options]      brings users from another system

  csv FILE      a file with a header line. Columns: docs/moving.md
  kratos        Ory Kratos's admin API: --url. Ory Network: IMPORT_TOKEN
  logto         Logto's Management API: --url, IMPORT_CLIENT_ID, IMPORT_CLIENT_SECRET, and IMPORT_RESOURCE for Logto Cloud
  corbado       Corbado's Backend API: IMPORT_PROJECT_ID, IMPORT_SECRET
  transmit      Transmit Security's API: IMPORT_CLIENT_ID, IMPORT_CLIENT_SECRET
  twilio        Twilio Verify's attempts: IMPORT_ACCOUNT_SID, IMPORT_TOKEN

  --url URL           the vendor's address, if it is not the usual one
  --project ID        the project to import into (prj_…), if there are several
  --dry-run           reads everything and reports what would happen. Writes nothing
  --rate N            requests a second at most (default 5)
  --since DATE        twilio only: attempts since then (default: 30 days ago)
  --state FILE        where the position is kept (default import-SOURCE.state.json)
  --conflicts FILE    where users that were not imported are listed (default import-SOURCE.conflicts.ndjson,
                      or import-SOURCE.dry-run.conflicts.ndjson)
  --help              this text

Credentials are read from the environment, so that they are in no list of processes. Ctrl-C ends the import after the current
batch. The next run continues there; without a state file it begins anew and skips the users that are here.
`;

await runMain(async () => {
  const { values, positionals } = readOptions();
  const [name, file] = positionals;
  const isDryRun = values["dry-run"];
  if (values.help || !name) return console.log(help);
  const source = sources[name];
  if (!source) throw new Explanation(`There is no source “${name}”. The sources: ${sourceNames.join(", ")}.`);
  const rate = Number(values.rate);
  if (!(rate > 0 && rate <= 1000)) throw new Explanation("--rate is a number between 0 and 1000.");
  const read = source({ file, url: values.url, since: values.since, rate, env: process.env });
  await preparePool();
  try {
    await migrate();
    process.exitCode = await runImport({
      source: name,
      read,
      project: await projectNamed(values.project),
      isDryRun,
      stateFile: values.state ?? `import-${name}.state.json`,
      conflictsFile: values.conflicts ?? `import-${name}.${isDryRun ? "dry-run." : ""}conflicts.ndjson`,
    });
  } finally {
    await closeDb();
  }
});

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        url: { type: "string" },
        project: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        rate: { type: "string", default: "5" },
        since: { type: "string" },
        state: { type: "string" },
        conflicts: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new Explanation(`${(error as Error).message}\n${help}`);
  }
}
