import { execFileSync } from "node:child_process";
import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFile } from "./replace-file";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "replace-file-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("replacing a file", () => {
  it("creates the folder and replaces the text", async () => {
    const file = join(folder, "new", "record.txt");
    await replaceFile(file, "one");
    await replaceFile(file, "two");
    expect(await readFile(file, "utf8")).toBe("two");
  });

  it("replaces a symbolic link instead of writing to its target", async () => {
    const [file, target] = [join(folder, "record.txt"), join(folder, "target.txt")];
    await writeFile(target, "untouched");
    await symlink(target, file);
    await replaceFile(file, "code");
    expect(await readFile(target, "utf8")).toBe("untouched");
    expect((await lstat(file)).isFile()).toBe(true);
  });

  it("replaces a named pipe instead of waiting for its reader", async () => {
    const file = join(folder, "record.txt");
    execFileSync("mkfifo", [file]);
    await replaceFile(file, "code");
    expect((await lstat(file)).isFile()).toBe(true);
    expect(await readFile(file, "utf8")).toBe("code");
  });

  it("refuses a folder that is a link", async () => {
    await mkdir(join(folder, "elsewhere"));
    await symlink(join(folder, "elsewhere"), join(folder, "link"));
    await expect(replaceFile(join(folder, "link", "record.txt"), "code")).rejects.toThrow("not a directory");
  });

  it("leaves no temporary file behind if it fails", async () => {
    const file = join(folder, "record.txt");
    await mkdir(file);
    await expect(replaceFile(file, "code")).rejects.toThrow();
    expect(execFileSync("ls", [folder], { encoding: "utf8" }).trim()).toBe("record.txt");
  });
});
