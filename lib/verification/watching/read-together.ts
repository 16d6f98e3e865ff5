import { findMany } from "../queries/repository";
import type { LoadedVerification } from "../verification";

let asked: { ids: Set<string>; rows: Promise<Map<string, LoadedVerification>> } | undefined;

/** Reads a row, in one statement with all others that are asked for in the same moment. */
export async function readTogether(id: string): Promise<LoadedVerification | undefined> {
  asked ??= ask();
  asked.ids.add(id);
  return (await asked.rows).get(id);
}

function ask() {
  const ids = new Set<string>();
  const rows = new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
    asked = undefined;
    return new Map((await findMany([...ids])).map((v) => [v.id, v]));
  });
  return { ids, rows };
}
