/**
 * `npm run lockfile`, after every `npm install <package>`: completes package-lock.json for systems other than ours.
 *
 * Packages with machine code list one optional package per system. npm records only those that the registry it talks
 * to offers; a mirror without the others leaves them out, and `npm ci` then refuses the file everywhere ("Missing: …
 * from lock file"). So each missing one gets an entry with its version and what it runs on. npm skips such an entry
 * where the system is another, and fetches the package by name and version where it is the right one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./project.mjs";

const file = inRoot("package-lock.json");

/** How package names spell systems and processors; of several that occur, the first in these lists is meant. */
const systems = {
  darwin: "darwin",
  windows: "win32",
  win32: "win32",
  freebsd: "freebsd",
  openbsd: "openbsd",
};
Object.assign(systems, {
  netbsd: "netbsd",
  android: "android",
  openharmony: "openharmony",
  sunos: "sunos",
  aix: "aix",
});
Object.assign(systems, { linux: "linux" });
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

const lock = JSON.parse(readFileSync(file, "utf8"));
const added = [];
for (const [place, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isResolvable(place, name)) continue;
    // Packages for several systems are pinned to their parent's version; a range would need a registry to resolve.
    if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) {
      console.warn(`Left out: ${name} (${version}) of ${place} is no exact version.`);
      continue;
    }
    lock.packages[`node_modules/${name}`] = describeMissing(name, version, entry);
    added.push(`${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(
  added.length ? `Added to package-lock.json:\n  ${added.join("\n  ")}` : "package-lock.json is complete.",
);

/** Whether a package at `place` finds the dependency in its own node_modules or in one of those above (as Node does). */
function isResolvable(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(at.lastIndexOf("/node_modules/"), 0))) {
    if (lock.packages[`${at && `${at}/`}node_modules/${name}`]) return true;
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
