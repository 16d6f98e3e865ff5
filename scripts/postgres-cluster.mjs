import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Explanation } from "./explanation.mjs";
import { runQuietly } from "./run-quietly.mjs";

/** The environment of PostgreSQL's programs, without anything that changes sort order, times or files. */
export const postgresEnvironment = { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };

/** The database that the product uses in the embedded server. */
export const databaseName = "countersign";

/**
 * Makes sure that the cluster (PostgreSQL's word for a server's files) exists, with the product's database and a random
 * password. Returns its folder and that password.
 */
export async function ensureCluster({ dataDir, home, account, binaries }) {
  const folder = path.join(home, "cluster");
  const passwordFile = path.join(dataDir, "pgpass");
  const exists = existsSync(path.join(folder, "PG_VERSION"));
  if (exists) refuseOtherVersion(folder, binaries.version);
  if (!existsSync(passwordFile)) {
    if (exists)
      throw new Explanation(`${passwordFile} is missing. Restore it: it opens the database in ${home}.`);
    writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  }
  const password = readFileSync(passwordFile, "utf8").trim();
  if (!exists) await createCluster({ folder, home, account, binaries, password });
  return { folder, password, isNew: !exists };
}

async function createCluster({ folder, home, account, binaries, password }) {
  // Under another name until it is complete, so that an interrupted initdb is not mistaken for a database.
  const draft = `${folder}.tmp`;
  const passwordFile = path.join(home, "initial-password");
  const options = { ...account, cwd: "/", env: postgresEnvironment };
  const run = async (program, args, input) => {
    const started = runQuietly(path.join(binaries.folder, "bin", program), args, { ...options, input });
    const { ok, output } = await started.catch((error) => ({ ok: false, output: whyNotStarted(error) }));
    if (!ok) throw new Explanation(`The embedded database could not be created.\n${output.trim()}`);
  };
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid);
  try {
    await run(
      "initdb",
      ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"].concat(
        ["--locale=C", "--no-instructions"],
      ),
    );
    // The package has no psql, but a server in single-user mode reads statements from its input.
    await run(
      "postgres",
      ["--single", "-c", "exit_on_error=on", "-D", draft, "postgres"],
      `create database ${databaseName}\n`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, folder);
}

function refuseOtherVersion(folder, version) {
  const [made, ours] = [readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim(), version.split(".")[0]];
  if (made === ours) return;
  throw new Explanation(
    `The database in ${folder} was made by PostgreSQL ${made}; this release brings version ${ours}, which cannot open it.\n` +
      "Dump it with the release that made it (pg_dump), move the folder away, start again, and load the dump.",
  );
}

function whyNotStarted(error) {
  process.report.excludeNetwork = true;
  const isMusl = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
  if (!isMusl) return error.message;
  return "Its programs need glibc, which this system (Alpine?) does not have. Set DATABASE_URL to use another server.";
}
