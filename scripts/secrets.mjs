import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Explanation } from "./explanation.mjs";

/**
 * The secrets from which codes and tokens are derived: from the environment, or else stored with the embedded database and
 * created on the first start.
 */
export function ensureSecrets(dataDir) {
  if (process.env.COUNTERSIGN_SECRETS) return process.env.COUNTERSIGN_SECRETS;
  if (process.env.DATABASE_URL) {
    // Several machines can share that database and need the same secrets, so a local file is not enough.
    throw new Explanation(
      "With DATABASE_URL, COUNTERSIGN_SECRETS is required too: codes, links and sessions are derived from it.\n" +
        "Make one, keep it as safe as the database, and give it to every process that uses this database:\n\n" +
        "  node -p \"require('node:crypto').randomBytes(32).toString('base64url')\"\n",
    );
  }
  return readOrCreate(path.join(dataDir, "secrets"));
}

function readOrCreate(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    // Linked, not written: if two first starts run at once, one wins, and nothing is overwritten.
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secrets = readFileSync(file, "utf8").trim();
  if (secrets) return secrets;
  throw new Explanation(
    `${file} is empty. Restore it from a backup: without it, earlier data cannot be used.`,
  );
}
