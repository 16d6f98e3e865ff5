import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "@playwright/test";
import { transform } from "esbuild";
import { lexer, type Tokens } from "marked";
import { withDatabase } from "./console-support";
import { api } from "./support";

const { BASE_URL: baseUrl = "", INSTALLATION_KEY: installationKey = "", CHROMIUM_PATH = "" } = process.env;
const root = join(import.meta.dirname, "..");

/*
 * Follows a guide of docs/guides as a reader does: writes its files, runs its commands and compares their output. Every code
 * block takes part, or the guide fails. The first line of a file names it. Only `npm install` is replaced: packages are those of
 * this repository, because tests must not depend on a registry.
 */

/** Written, but run by nothing here: the guides say so. */
const unrunLanguages = ["java", "ftl", "properties", "yaml", "jsonnet"];

interface Block {
  section: string;
  language: string;
  text: string;
}

export class Guide {
  /** Where the guide's application listens, instead of on port 4000. */
  readonly url: string;
  private readonly blocks: Block[];
  private readonly servers: ChildProcess[] = [];
  /** What the last command has printed. */
  private output = "";
  /** What the application has printed. */
  serverLog = "";

  private constructor(
    name: string,
    private readonly folder: string,
    /** What stands in the guide for values of the reader's own. */
    private readonly values: Map<string, string>,
    readonly port: number,
  ) {
    this.url = `http://localhost:${port}`;
    this.blocks = blocksOf(name);
  }

  /** Opens a guide in an empty folder, with a project of its own. */
  static async open(name: string): Promise<Guide> {
    const { key, accountSid } = await aProject(name);
    // Not in this repository, whose packages and configuration would be found from there.
    const folder = mkdtempSync(join(tmpdir(), `guide-${name}-`));
    writeFileSync(join(folder, "variables"), "");
    return new Guide(
      name,
      folder,
      new Map([
        ["csk_…", key],
        ["AC…", accountSid],
      ]),
      await aFreePort(),
    );
  }

  /** Leaves the rest for another guide, in the same folder and project. */
  continueWith(name: string): void {
    this.blocks.splice(0, Number.POSITIVE_INFINITY, ...blocksOf(name));
  }

  /** The code in the message that the last command has shown. */
  codeShown(): string {
    return JSON.parse(this.output).data[0].code;
  }

  /** Follows everything above this section; without one, everything that is left. */
  async follow(section?: string): Promise<void> {
    while (this.blocks.length > 0 && this.blocks[0]!.section !== section) await this.do(this.blocks.shift()!);
  }

  /** What a reader has before the guide begins. */
  has({ packages, files }: { packages: string[]; files: Record<string, string> }): void {
    for (const name of packages) this.link(name);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(this.folder, path), text);
  }

  close(): void {
    for (const server of this.servers) if (server.pid && server.exitCode === null) process.kill(-server.pid);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async do({ language, text }: Block): Promise<void> {
    const filled = this.fill(text);
    if (language === "sh") await this.run(filled);
    else if (language === "json") this.compareJson(JSON.parse(text));
    else if (language === "text") expect(this.output.trim()).toMatch(patternOf(text.trim()));
    else await this.write(language, filled);
  }

  private fill(text: string): string {
    let filled = text
      .replaceAll("localhost:3000", new URL(baseUrl).host)
      .replace(/\b4000\b/g, String(this.port));
    for (const [placeholder, value] of this.values) filled = filled.replaceAll(placeholder, value);
    return filled;
  }

  private async write(language: string, text: string): Promise<void> {
    const [, path] = /^(?:\/\/|#|<#--) (\S+)/.exec(text) ?? [];
    if (!path) throw new Error(`A block of ${language} does not name its file:\n${text}`);
    // The browser of these tests, in place of the one that Playwright downloads.
    const browser = `use: { launchOptions: { executablePath: ${JSON.stringify(CHROMIUM_PATH)} }, `;
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, path === "playwright.config.ts" ? text.replace("use: { ", browser) : text);
    if (path.startsWith("cypress")) await transform(text, { loader: "js" });
    else if (!/^[jt]sx?$/.test(language) && !unrunLanguages.includes(language))
      throw new Error(`Nothing runs ${language}:\n${text}`);
  }

  private async run(command: string): Promise<void> {
    if (command.startsWith("npm install ")) return this.install(command);
    if (/^(node server\.mjs|npx next dev)/.test(command)) return this.serve(command);
    // What one block sets, the next ones use, as in a reader's terminal.
    const script = `set -e -a -o pipefail\n. ./variables\n${command}\nexport -p > variables`;
    const ran = await promisify(execFile)("bash", ["-c", script], {
      cwd: this.folder,
      env: environment(),
    }).catch(({ stdout, stderr }) => {
      throw new Error(`This command has failed:\n${command}\n${stdout}${stderr}`);
    });
    this.output = ran.stdout;
  }

  private install(command: string): void {
    for (const name of command.split(/\s+/).slice(2)) {
      const [, own] = /^\.\.\/countersign\/packages\/(\w+)$/.exec(name) ?? [];
      if (own) this.copyPackage(own);
      else if (!name.startsWith("-")) this.link(name);
    }
  }

  private link(name: string): void {
    const [source, target] = [join(root, "node_modules", name), join(this.folder, "node_modules", name)];
    if (!existsSync(source))
      throw new Error(`${name} is not installed here, so the guide cannot be followed.`);
    if (existsSync(target)) return;
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(source, target);
    const { bin = {} } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
    const folder = join(this.folder, "node_modules", ".bin");
    mkdirSync(folder, { recursive: true });
    for (const program of typeof bin === "string" ? [name] : Object.keys(bin))
      symlinkSync(join(root, "node_modules", ".bin", program), join(folder, program));
  }

  private copyPackage(name: string): void {
    for (const part of ["package.json", "dist"])
      cpSync(
        join(root, "packages", name, part),
        join(this.folder, "node_modules", "@countersign", name, part),
        {
          recursive: true,
        },
      );
  }

  private async serve(command: string): Promise<void> {
    const server = spawn("bash", ["-c", `set -a; . ./variables; exec ${command}`], {
      cwd: this.folder,
      env: environment(),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.servers.push(server);
    for (const stream of [server.stdout, server.stderr])
      stream.on("data", (text) => {
        this.serverLog += text;
      });
    await expect
      .poll(
        () => {
          if (server.exitCode !== null) throw new Error(`The application has ended:\n${this.serverLog}`);
          return isListening(this.port);
        },
        { timeout: 100_000 },
      )
      .toBe(true);
  }

  private compareJson(expected: unknown): void {
    const actual: unknown = JSON.parse(this.output);
    expect(actual).toEqual(matcherOf(expected));
    this.remember(expected, actual);
  }

  /** `VA…` in an output stands for the real value in the commands that follow. */
  private remember(expected: unknown, actual: unknown): void {
    if (typeof expected === "string" && /^\w+…$/.test(expected)) this.values.set(expected, actual as string);
    if (typeof expected !== "object" || expected === null) return;
    for (const [name, value] of Object.entries(expected))
      this.remember(value, (actual as Record<string, unknown>)[name]);
  }
}

function blocksOf(name: string): Block[] {
  const tokens = lexer(readFileSync(join(root, "docs", "guides", `${name}.md`), "utf8"));
  let section = "";
  return tokens.flatMap((token) => {
    if (token.type === "heading") section = token.text;
    if (token.type !== "code") return [];
    return [{ section, language: (token as Tokens.Code).lang ?? "", text: token.text }];
  });
}

/** A project with a key that may do everything, so that guides change no settings of others. */
async function aProject(name: string): Promise<{ key: string; accountSid: string }> {
  const project = await api<{ id: string }>(
    "POST",
    "/projects",
    { name, environment: "test" },
    installationKey,
  );
  const scopes = [
    ...["verifications:read", "verifications:write", "users:read", "users:write"],
    ...["settings:read", "settings:write", "inbox:read"],
  ];
  const { secret } = await api<{ secret: string }>(
    "POST",
    `/projects/${project.id}/keys`,
    { name, scopes },
    installationKey,
  );
  const [row] = await withDatabase(
    (sql) => sql`select project_id from api_keys where prefix = ${secret.split("_")[1]!}`,
  );
  return { key: secret, accountSid: `AC${row!.project_id.replaceAll("-", "")}` };
}

/** Ours without what would tell a nested Playwright or Next.js that it runs inside of these tests. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(PLAYWRIGHT|TEST_|PW|NODE_|npm_|INIT_CWD|FORCE_COLOR|DEBUG)/.test(name),
  );
  return Object.fromEntries([...inherited, ["NEXT_TELEMETRY_DISABLED", "1"]]) as NodeJS.ProcessEnv;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "localhost");
  return once(socket, "connect").then(
    () => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** `…` stands for anything. */
function patternOf(text: string): RegExp {
  const parts = text.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`);
}

function matcherOf(value: unknown): unknown {
  if (typeof value === "string" && value.includes("…")) return expect.stringMatching(patternOf(value));
  if (Array.isArray(value)) return value.map(matcherOf);
  if (typeof value !== "object" || value === null) return value;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, matcherOf(member)])),
  );
}
