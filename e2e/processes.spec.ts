import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import postgres from "postgres";

const start = join(import.meta.dirname, "..", "scripts", "start.mjs");

const apiKey = `csk_${randomBytes(4).toString("hex")}_${randomBytes(32).toString("base64url")}`;
let product: ChildProcess;
let dataDir: string;
let port: number;
let output = "";

test.beforeAll(async () => {
  const url = new URL(process.env.TEST_DATABASE_URL!);
  const admin = postgres(url.href, { max: 1 });
  url.pathname = `/processes_${randomBytes(4).toString("hex")}`;
  await admin.unsafe(`create database ${url.pathname.slice(1)}`).finally(() => admin.end());
  port = await freePort();
  dataDir = mkdtempSync(join(tmpdir(), "countersign-processes-"));
  product = spawn(process.execPath, [start, "--processes", "2", "--port", String(port)], {
    // In a session of its own, without a terminal whose end SIGHUP could mean.
    detached: true,
    env: {
      ...process.env,
      DATABASE_URL: url.href,
      COUNTERSIGN_SECRETS: randomBytes(32).toString("base64url"),
      DATA_DIR: dataDir,
      BOOTSTRAP_API_KEY: apiKey,
      PUBLIC_URL: "",
      SANDBOX_IDENTITY_PROVIDER: "on",
      DATABASE_TIMEOUT_SECONDS: "30",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [product.stdout!, product.stderr!]) {
    stream.on("data", (chunk) => {
      output += chunk;
    });
  }
  await expect.poll(() => output, { timeout: 60_000 }).toContain("Countersign is running");
});

test.afterAll(async () => {
  if (product.exitCode === null) product.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

/** The process ids of the servers, as `npm start` notes them. */
function servers(): number[] {
  const noted = JSON.parse(readFileSync(join(dataDir, "supervisor.lock"), "utf8"));
  return noted.servers.map(({ pid }: { pid: number }) => pid);
}

async function get(path: string, status: number, agent?: http.Agent): Promise<string> {
  const request = http.get({ host: "127.0.0.1", port, path, agent });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  let text = "";
  for await (const chunk of response) text += chunk;
  expect(response.statusCode).toBe(status);
  return text;
}

const call = (method: string, path: string, body?: object) =>
  fetch(`http://127.0.0.1:${port}/api/v1/verifications${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });

async function startVerification(): Promise<string> {
  const response = await call("POST", "", { email: `jane.${randomBytes(5).toString("hex")}@example.com` });
  return ((await response.json()) as { id: string }).id;
}

/** Follows the events on four connections, which the servers share. Each `text` resolves when its stream ends. */
async function follow(id: string): Promise<{ text: Promise<string> }[]> {
  const responses = await Promise.all(Array.from({ length: 4 }, () => call("GET", `/${id}/events`)));
  return responses.map((response) => ({ text: response.text() }));
}

/** How many requests without an API key all servers together have refused. */
async function counted(): Promise<number> {
  const text = await get("/metrics", 200);
  return Number(/^countersign_requests_total\{.*route="getProject",status="401"\} (\d+)/m.exec(text)?.[1]);
}

test("two servers share a port, their metrics and a log; replacing them refuses no connection; one that dies is started again", async () => {
  await expect.poll(servers).toHaveLength(2);
  const first = servers();
  let asked = 0;
  let isDone = false;
  // New connections, and one that is kept open.
  const agents = [new http.Agent(), new http.Agent({ keepAlive: true, maxSockets: 1 })];
  const load = agents.map(async (agent) => {
    while (!isDone) {
      await get("/api/v1/project", 401, agent);
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    agent.destroy();
  });

  await expect.poll(() => asked).toBeGreaterThan(100);
  const [canceled, pending] = [await startVerification(), await startVerification()];
  const told = await follow(canceled);
  const left = await follow(pending);
  await call("POST", `/${canceled}/cancellation`, {});
  for (const { text } of told) expect(await text).toContain("event: verification.canceled");

  product.kill("SIGHUP");
  for (const { text } of left) expect(await text).toContain("event: verification.started");
  await expect.poll(() => output, { timeout: 60_000 }).toContain("Restarted.");
  expect(servers().filter((pid) => first.includes(pid))).toEqual([]);
  isDone = true;
  await Promise.all(load);
  expect(await counted()).toBe(asked);

  const [victim] = servers();
  process.kill(victim!, "SIGKILL");
  await expect.poll(() => output).toContain(`(process ${victim}, ended by SIGKILL)`);
  await expect.poll(() => output).toContain("The server is back.");
  expect(servers()).toHaveLength(2);
  expect(await counted()).toBe(asked);

  product.kill("SIGTERM");
  expect(await once(product, "exit")).toEqual([0, null]);
  // One start, and a log of whole lines.
  expect(output.match(/Countersign is running/g)).toHaveLength(1);
  const lines = output.split("\n").filter((line) => line.includes('"level":'));
  expect(lines.length).toBeGreaterThan(asked);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});
