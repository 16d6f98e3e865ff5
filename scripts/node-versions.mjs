import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { runQuietly } from "./run-quietly.mjs";
import { dataDirectory } from "./settings.mjs";

/**
 * The path of the newest Node.js of a major version, fetched from npm: the package `node` has one package for each system with the
 * program in it. Undefined if npm has none for this machine.
 */
export async function fetchNode(major) {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = path.join(dataDirectory(), "nodes", String(major));
  const program = path.join(folder, "node_modules", name, "bin", "node");
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const { ok } = await runQuietly("npm", ["install", "--prefix", folder, "--no-save", `${name}@${major}`]);
  return ok && existsSync(program) ? program : undefined;
}
