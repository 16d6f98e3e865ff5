import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Explanation, findFreePort, root } from "./application";
import { Child } from "./child";
import type { EngineCommands, PreparedProject } from "./processes/engine";

/** What is measured: a server of the production build on a database of its own, and the engine beside it to prepare. */
export interface Subject {
  port: number;
  pid: number;
  apiKey: string;
  prepared: PreparedProject;
  engine: Child<EngineCommands>;
  /** The environment of both, for a third that works on the same data. */
  env: NodeJS.ProcessEnv;
  /** Stops the server for some work on its database, and starts another one. */
  whileStopped(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export async function startSubject(databaseUrl: string, profile?: string): Promise<Subject> {
  const { port, apiKey, env } = await newInstallation(databaseUrl);
  let server = await startServer(env, { profile });
  const engine = new Child<EngineCommands>("engine", env);
  const prepared = await engine.ask("liftLimits", null);
  const stop = async () => {
    engine.stop();
    await stopServer(server);
  };
  const subject: Subject = { port, pid: server.pid!, apiKey, prepared, engine, env, whileStopped, stop };
  return subject;

  async function whileStopped(work: () => Promise<void>): Promise<void> {
    await stopServer(server);
    await work();
    server = await startServer(env, { profile });
    subject.pid = server.pid!;
  }
}

/** The environment of a first process on an empty database. */
export async function newInstallation(databaseUrl: string) {
  const port = await findFreePort();
  const apiKey = `csk_${randomBytes(4).toString("hex")}_${randomBytes(32).toString("base64url")}`;
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    DATABASE_URL: databaseUrl,
    COUNTERSIGN_SECRETS: randomBytes(32).toString("base64url"),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    HOST: "127.0.0.1",
    BOOTSTRAP_API_KEY: apiKey,
    LOG_LEVEL: "silent",
  };
  return { port, apiKey, env };
}

/** Starts scripts/serve.mjs of a folder (default: this one) without its welcome text, and waits until it serves. */
export async function startServer(
  env: NodeJS.ProcessEnv,
  { profile, folder = root }: { profile?: string; folder?: string } = {},
): Promise<ChildProcess> {
  if (profile) mkdirSync(profile, { recursive: true });
  const flags = profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : [];
  const server = spawn(process.execPath, [...flags, join(folder, "scripts/serve.mjs")], {
    cwd: folder,
    // It logs as it would for anybody; its helpers keep quiet.
    env: { ...process.env, ...env, LOG_LEVEL: "info" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  // Interrupted in the middle of its start, it would not notice that we are gone.
  process.once("exit", () => server.kill("SIGKILL"));
  await new Promise<void>((resolve, reject) => {
    server.once("message", () => resolve());
    server.once("exit", () => reject(new Explanation("The server did not start. The reason stands above.")));
  });
  return server;
}

export function stopServer(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}
