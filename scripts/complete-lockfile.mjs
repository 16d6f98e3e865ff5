/**
 * `npm run lockfile`, after every `npm install <package>`: completes package-lock.json for systems other than ours.
 *
 * Packages with machine code have one optional package per system. npm records only those that its registry has. If a mirror
 * lacks some, `npm ci` refuses the lock file on every system ("Missing: … from lock file"). So each missing package gets an
 * entry with its version and system. npm skips entries for other systems, and fetches the package by name and version on
 * its own.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inRoot } from "./project.mjs";

/** How package names spell systems. If several occur in a name, the first one counts. */
const systems = {
  darwin: "darwin",
  windows: "win32",
  win32: "win32",
  freebsd: "freebsd",
  openbsd: "openbsd",
  netbsd: "netbsd",
  android: "android",
  openharmony: "openharmony",
  sunos: "sunos",
  aix: "aix",
  linux: "linux",
};
const processors = [
  "arm64",
  "x64",
  "ia32",
  "riscv64",
  "ppc64",
  "s390x",
  "loong64",
  "mips64el",
  "wasm32",
  "arm",
];

/** The lock file's content with the missing entries, and their names. */
export function complete(lock) {
  const packages = { ...lock.packages };
  const added = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      // System packages are pinned to their parent's version. Resolving a range would need a registry.
      if (isResolvable(packages, place, name) || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) continue;
      packages[`node_modules/${name}`] = describeMissing(name, version, entry);
      added.push(`${name} ${version}`);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
  return { lock: { ...lock, packages: Object.fromEntries(sorted) }, added };
}

/** Whether a package at `place` finds the dependency in its own node_modules or a parent's, like Node. */
function isResolvable(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (packages[`${at && `${at}/`}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

function describeMissing(name, version, parent) {
  const system = Object.keys(systems).find((word) => name.includes(word));
  const processor = processors.find((word) => name.includes(word));
  return {
    version,
    ...(processor && { cpu: [processor] }),
    ...(parent.dev && { dev: true }),
    ...(name.endsWith("-musl") && { libc: ["musl"] }),
    optional: true,
    ...(system && { os: [systems[system]] }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = inRoot("package-lock.json");
  const { lock, added } = complete(JSON.parse(readFileSync(file, "utf8")));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    added.length ? `Added to package-lock.json:\n  ${added.join("\n  ")}` : "package-lock.json is complete.",
  );
}
