import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { Explanation } from "./explanation.mjs";

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root, and initdb needs an existing account. This one ("nobody") exists everywhere. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * The folder that holds the embedded PostgreSQL's files, and the account that runs it (none: our own). It is
 * `<dataDir>/postgres`. If the account cannot reach it (root's home is closed), that is a link to a folder it can reach.
 */
export function postgresHome(dataDir) {
  const place = path.join(dataDir, "postgres");
  if (lstatSync(place, { throwIfNoEntry: false })) return existingHome(place);
  if (!isRoot) {
    mkdirSync(place, { mode: 0o700 });
    return { home: realpathSync(place), account: {} };
  }
  if (canReach(dataDir, nobody)) {
    chownToNobody(place);
  } else {
    const elsewhere = `/var/lib/countersign-${randomBytes(4).toString("hex")}`;
    chownToNobody(elsewhere);
    // A link, not a name derived from our path, so that the data is still found after the checkout is moved.
    symlinkSync(elsewhere, place);
  }
  return { home: realpathSync(place), account: nobody };
}

function existingHome(place) {
  if (!existsSync(place)) {
    throw new Explanation(
      `${place} points to ${readlinkSync(place)}, which is gone, and the data with it.\n` +
        "Bring that folder back, or remove the link to begin with an empty database.",
    );
  }
  const home = realpathSync(place);
  const { uid, gid } = statSync(home);
  if (!isRoot) {
    if (uid === process.getuid?.()) return { home, account: {} };
    throw new Explanation(
      `The database in ${home} was made by another user (uid ${uid}).\n` +
        "Start Countersign as that user, or choose another folder: DATA_DIR=/path/to/folder npm start",
    );
  }
  // It keeps its owner: if root starts an ordinary user's database, it runs as that user.
  const account = uid === 0 ? nobody : { uid, gid };
  if (uid === 0) chownSync(home, nobody.uid, nobody.gid);
  if (canReach(home, account)) return { home, account };
  throw new Explanation(
    `PostgreSQL runs as uid ${account.uid}, which may not enter ${home}: a folder above it is closed.\n` +
      "Open that folder to others (chmod o+x), or choose another: DATA_DIR=/path/to/folder npm start",
  );
}

function chownToNobody(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  chownSync(folder, nobody.uid, nobody.gid);
}

/** Whether an account (none: our own) can enter a folder and all its parents. */
export function canReach(folder, { uid, gid }) {
  if (uid === undefined) return true;
  for (let at = realpathSync(folder); ; at = path.dirname(at)) {
    const found = statSync(at);
    const passBit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    if (!(found.mode & passBit)) return false;
    if (at === path.dirname(at)) return true;
  }
}
