import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** A hash of text, files and whole folders, including names. Missing files are hashed as absent. */
export function fingerprint(texts, places = [], isRelevant = () => true) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text}\0`);
  for (const place of places) {
    for (const file of filesIn(place).filter(isRelevant)) {
      hash
        .update(`${path.relative(path.dirname(place), file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

function filesIn(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}
