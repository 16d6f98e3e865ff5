import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

/** What a process of production prints that logs a line and then does this. */
async function printed(then: string): Promise<string[]> {
  const program = `import("./lib/log.ts").then(({ log }) => { log.info("One."); log.debug("Not."); ${then} })`;
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    LOG_LEVEL: "info",
    DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    COUNTERSIGN_SECRETS: "tests-derive-their-codes-from-this-public-string",
  };
  const { stdout } = await run(process.execPath, ["--import", "tsx", "-e", program], { env }).catch(
    (failed: { stdout: string }) => failed,
  );
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).msg);
}

test.each([
  ["exits", "process.exit(3)"],
  ["fails", 'throw new Error("a bug")'],
  ["runs out of work", ""],
  ["is killed a moment later", "setTimeout(() => process.kill(process.pid, 'SIGKILL'), 500)"],
])("a line is on the output though the process %s", async (_, then) => {
  expect(await printed(then)).toEqual(["One."]);
});
