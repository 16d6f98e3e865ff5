/**
 * `node scripts/assemble-system.mjs <image> <folder>`: copies into a new folder what a container needs besides the product in <image>: Node.js,
 * the shared libraries that it and the product's native modules load, and an account. No shell and no package manager. Run by the Dockerfile.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { Explanation, runMain } from "./explanation.mjs";

const user = 65532;
/** Bytes of the image. docs/deploy.md promises it, so a build that exceeds it fails. */
const limit = 300e6;

await runMain(() => {
  const [image, folder] = process.argv.slice(2);
  if (!image || !folder) throw new Explanation("Usage: node scripts/assemble-system.mjs <image> <folder>");
  const modules = readdirSync(image, { recursive: true })
    .filter((file) => /\.(node|so(\.[\d.]+)?)$/.test(file))
    .map((file) => path.join(image, file));
  const libraries = new Set([process.execPath, ...modules].flatMap(librariesOf));
  // The product's own libraries are in the image already.
  const system = [...libraries].filter((file) => !realpathSync(file).startsWith(realpathSync(image)));
  for (const file of system) copy(file, path.join(folder, file));
  copy(process.execPath, path.join(folder, "usr/local/bin/node"));
  chmodSync(path.join(folder, "usr/local/bin/node"), 0o755);
  for (const file of ["/etc/os-release", "/etc/nsswitch.conf"])
    if (existsSync(file)) copy(file, path.join(folder, file));
  write(folder, "etc/passwd", `countersign:x:${user}:${user}::/countersign:/sbin/nologin\n`);
  write(folder, "etc/group", `countersign:x:${user}:\n`);
  // Empty, for those who mount it: Node.js expects it to exist.
  mkdirSync(path.join(folder, "tmp"));
  chmodSync(path.join(folder, "tmp"), 0o1777);
  recordPackages(system, folder);
  const size = sizeOf(image) + sizeOf(folder);
  console.log(`The image has ${Math.round(size / 1e6)} MB.`);
  if (size > limit) throw new Explanation(`The image must not exceed ${limit / 1e6} MB.`);
});

/** The bytes of all files in a folder. Links count for nothing, and are not followed as a recursive `readdirSync` does. */
function sizeOf(place) {
  const entry = lstatSync(place);
  if (!entry.isDirectory()) return entry.isFile() ? entry.size : 0;
  return readdirSync(place).reduce((sum, name) => sum + sizeOf(path.join(place, name)), 0);
}

/** The absolute paths of the libraries that a program or library loads, its loader included. */
function librariesOf(file) {
  const lines = execFileSync("ldd", [file], { encoding: "utf8" }).split("\n");
  const missing = lines.find((line) => line.includes("not found"));
  if (missing) throw new Explanation(`${file} lacks a library: ${missing.trim()}`);
  return lines.flatMap((line) => line.match(/(?:=> |^\s+)(\/\S+) \(/)?.[1] ?? []);
}

/** For scanners of vulnerabilities, which read what a Debian package manager would have recorded. Other systems have no such record. */
function recordPackages(files, folder) {
  const names = new Set(files.flatMap(packageOf));
  for (const name of names) {
    const record = execFileSync("dpkg-query", ["--status", name], { encoding: "utf8" });
    write(folder, `var/lib/dpkg/status.d/${name.replace(/:.*/, "")}`, record);
  }
}

function packageOf(file) {
  // Debian records the path below /usr or the one that leads there through a link.
  for (const candidate of [file, realpathSync(file), realpathSync(file).replace(/^\/usr/, "")]) {
    try {
      const options = { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
      return execFileSync("dpkg-query", ["--search", candidate], options).split(": ")[0];
    } catch {
      // Not recorded under this path.
    }
  }
  return [];
}

/** The content of a file that may be a link. */
function copy(from, to) {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(realpathSync(from), to);
}

function write(folder, file, text) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
