import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { groups } from "@/app/(native)/docs/_parts/documents";

test("the image is built with every page of the documentation", () => {
  const lines = readFileSync(".dockerignore", "utf8").split("\n");
  const included = lines.flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  // Not all builders look into a folder whose name only matches a wildcard.
  const isIncluded = (file: string) =>
    included.some((path) => file === path || file.startsWith(`${path}/`)) ||
    (included.includes("*.md") && !file.includes("/"));
  const missing = groups.flatMap(({ files }) => files).filter((file) => !isIncluded(file));
  expect(missing).toEqual([]);
});

/** A folder with the native modules of the product, as in the image, and one for the system around them. */
function makeImage() {
  const folder = mkdtempSync(join(tmpdir(), "countersign-image-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const image = join(folder, "image");
  for (const name of ["sharp", "@img", "detect-libc", "semver"])
    cpSync(`node_modules/${name}`, join(image, "node_modules", name), { recursive: true, dereference: true });
  return { image, system: join(folder, "system") };
}

const assemble = (image: string, system: string) =>
  spawnSync("node", ["scripts/assemble-system.mjs", image, system], { encoding: "utf8" });

/** Root may change the root folder, others where the kernel gives them a namespace. */
const chroot = [["chroot"], ["unshare", "--map-root-user", "chroot"]].find(
  ([program = "", ...args]) => spawnSync(program, [...args, "/", "true"]).status === 0,
);

test.skipIf(!chroot)("the image's system is enough for Node.js, host names and logos", () => {
  const { image, system } = makeImage();
  expect(assemble(image, system)).toMatchObject({ status: 0, stderr: "" });
  expect(readdirSync(system).sort()).not.toContain("bin");
  cpSync(image, join(system, "countersign"), { recursive: true });
  // Resolving names is loaded while running in glibc before 2.34, so `ldd` does not show it. Engines of containers write this file.
  writeFileSync(join(system, "etc/hosts"), "192.0.2.1 database\n");
  const script = `require("dns").lookup("database", (error, address) => convert(error ?? address));
    const convert = (host) => require("/countersign/node_modules/sharp")({create: {width: 9, height: 9, channels: 3, background: "red"}})
    .webp().toBuffer().then((file) => console.log(String(host), file.subarray(8, 12).toString(), process.version))`;
  const [program = "", ...args] = chroot ?? [];
  const output = execFileSync(program, [...args, system, "/usr/local/bin/node", "-e", script], {
    encoding: "utf8",
  });
  expect(output).toBe(`192.0.2.1 WEBP ${execFileSync("node", ["--version"], { encoding: "utf8" })}`);
});

test("an image of more than 300 MB is refused", () => {
  const { image, system } = makeImage();
  writeFileSync(join(image, "large"), "");
  truncateSync(join(image, "large"), 300e6);
  expect(assemble(image, system)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("must not exceed 300 MB"),
  });
});

test("a folder that the image also links to counts once", () => {
  const { image, system } = makeImage();
  mkdirSync(join(image, "folder"));
  writeFileSync(join(image, "folder", "large"), "");
  truncateSync(join(image, "folder", "large"), 100e6);
  for (const name of ["link-1", "link-2"]) symlinkSync("folder", join(image, name));
  expect(assemble(image, system)).toMatchObject({ status: 0, stderr: "" });
});
