import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { rightCode, someone } from "@/lib/http/native/contract/acts";
import { aClient } from "@/lib/http/native/contract/harness";
import { overHttp, routesOf } from "@/lib/http/testing";
import { documentFile } from "@/scripts/commands/openapi/document";

useTestDatabase();

const generator = (process.env.PATH ?? "")
  .split(delimiter)
  .map((folder) => join(folder, "openapi-python-client"))
  .find((file) => existsSync(file));

const story = `
import sys
from countersign.client import AuthenticatedClient
from countersign.api.verifications import check_code, start_verification
from countersign.models import CheckCode, Problem, StartVerification

url, key, email = sys.argv[1:]
client = AuthenticatedClient(base_url=url, token=key)
started = start_verification.sync(client=client, body=StartVerification(email=email))
print(started.id, flush=True)
code = sys.stdin.readline().strip()
refused = check_code.sync(id=started.id, client=client, body=CheckCode(code="no digits"))
assert isinstance(refused, Problem), refused
print(refused.code, flush=True)
print(check_code.sync(id=started.id, client=client, body=CheckCode(code=code)).status, flush=True)
`;

// pip install openapi-python-client
test.skipIf(!generator)(
  "the client that openapi-python-client makes from the OpenAPI document works",
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "countersign-python-"));
    const server = await overHttp(routesOf("(native)"));
    const { key } = await aClient();
    await promisify(execFile)(generator!, [
      ...["generate", "--path", documentFile, "--meta", "none"],
      ...["--output-path", join(folder, "countersign")],
    ]);
    // The interpreter that the generator was installed for also has what its clients import.
    const [, python = "python3"] = /^#!(.+)/.exec(readFileSync(generator!, "utf8")) ?? [];
    const child = spawn(python, ["-c", story, server.url, key, someone()], {
      cwd: folder,
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const { value: id } = await lines.next();
    child.stdin.end(`${await rightCode({ id })}\n`);
    expect((await lines.next()).value).toBe("code_mismatch");
    expect((await lines.next()).value).toBe("verified");
    if (child.exitCode === null) await once(child, "exit");
    await server.close();
    rmSync(folder, { recursive: true });
  },
);
