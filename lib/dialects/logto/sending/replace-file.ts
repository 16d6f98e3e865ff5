import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Replaces a file in a folder that others can write to. Never follows a symbolic link and never opens what is there, which may
 * be a named pipe that blocks: the text is written to a new file, which is then renamed over the old entry. Throws if the
 * folder is a link, or if the operating system does not allow replacing the entry.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is not a directory.`);
  const made = `${file}.${randomUUID()}`;
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const handle = await open(
    /* turbopackIgnore: true */ made,
    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
    0o644,
  );
  try {
    await handle.writeFile(text);
    await handle.close();
    await rename(made, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(made, { force: true });
    throw error;
  }
}
