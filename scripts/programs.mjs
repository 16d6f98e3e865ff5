import { existsSync } from "node:fs";
import path from "node:path";

/** The path of a program, or undefined. Debian keeps servers outside of most users' PATH. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
}
