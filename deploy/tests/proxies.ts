/** Starts nginx and Caddy with the configurations of `deploy/`, changed only in addresses and certificates. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http2 from "node:http2";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import tls from "node:tls";

const host = "verify.example.com";
/** Of a second instance that is down. */
const closedPort = 1;
const startSeconds = 20;

export const proxyNames = ["nginx", "caddy"] as const;
export type ProxyName = (typeof proxyNames)[number];

/** Debian keeps servers outside of most users' PATH. */
const folders = ["/usr/sbin", ...(process.env.PATH ?? "").split(delimiter)];

export const isInstalled = (name: ProxyName) => folders.some((folder) => existsSync(join(folder, name)));

const pathOf = (name: ProxyName) => join(folders.find((folder) => existsSync(join(folder, name)))!, name);

export interface RunningProxy {
  httpsPort: number;
  /** nginx only: Caddy would redirect from port 80 by itself. */
  httpPort: number;
  certificate: Buffer;
  /** Does what docs/deploy.md says before the instance on `port` is stopped: Caddy finds out by itself, nginx must be told. */
  takeOut(port: number): void;
  stop(): Promise<void>;
}

/** Starts a proxy on free ports in front of the server on `port` and another one, which is down if no port is given. */
export async function startProxy(
  name: ProxyName,
  port: number,
  otherPort: number = closedPort,
): Promise<RunningProxy> {
  const folder = mkdtempSync(join(tmpdir(), `countersign-${name}-`));
  const [cert, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const subject = ["-days", "2", "-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  execFileSync("openssl", [...request, ...subject, "-keyout", key, "-out", cert], { stdio: "ignore" });
  const [httpsPort, httpPort] = [await freePort(), await freePort()];
  const given = { folder, cert, key, httpsPort, httpPort, port, otherPort };
  const child = name === "nginx" ? spawnNginx(given) : spawnCaddy(given);
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = new Promise((resolve) => child.once("close", resolve).once("error", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (const end = Date.now() + startSeconds * 1000; !(await isListening(httpsPort)); await pause(50)) {
    if (child.exitCode === null && Date.now() < end) continue;
    await stop();
    throw new Error(`${name} did not start. It said:\n${said}`);
  }
  const takeOut = (out: number) => {
    if (name !== "nginx") return;
    const config = join(folder, "nginx.conf");
    const server = `server 127.0.0.1:${out}`;
    writeFileSync(config, readFileSync(config, "utf8").replace(`${server};`, `${server} down;`));
    child.kill("SIGHUP");
  };
  return { httpsPort, httpPort, certificate: readFileSync(cert), takeOut, stop };
}

interface Given {
  folder: string;
  cert: string;
  key: string;
  httpsPort: number;
  httpPort: number;
  port: number;
  otherPort: number;
}

function example(...path: string[]): string {
  return readFileSync(join(import.meta.dirname, "..", ...path), "utf8");
}

function spawnNginx({ folder, cert, key, httpsPort, httpPort, port, otherPort }: Given): ChildProcess {
  const site = example("nginx", "countersign.conf")
    .replaceAll(/^ *listen \[::\].*\n/gm, "")
    .replace("listen 80", `listen 127.0.0.1:${httpPort}`)
    .replace("listen 443", `listen 127.0.0.1:${httpsPort}`)
    .replace("127.0.0.1:3000", `127.0.0.1:${port}`)
    .replace("127.0.0.1:3001", `127.0.0.1:${otherPort}`)
    .replace(/(ssl_certificate) .*;/, `$1 ${cert};`)
    .replace(/(ssl_certificate_key) .*;/, `$1 ${key};`);
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const places = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join("\n");
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const config = join(folder, "nginx.conf");
  const main = `daemon off; ${user} pid ${join(folder, "pid")}; error_log stderr;`;
  writeFileSync(config, `${main}\nevents {}\nhttp {\naccess_log off;\n${places}\n${site}\n}\n`);
  return spawn(pathOf("nginx"), ["-c", config, "-p", folder], {
    env: process.env,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function spawnCaddy({ folder, cert, key, httpsPort, port, otherPort }: Given): ChildProcess {
  const site = example("caddy", "Caddyfile")
    .replace(`${host} {`, `https://${host}:${httpsPort} {\n\tbind 127.0.0.1\n\ttls ${cert} ${key}`)
    .replace("127.0.0.1:3000", `127.0.0.1:${port}`)
    .replace("127.0.0.1:3001", `127.0.0.1:${otherPort}`);
  const config = join(folder, "Caddyfile");
  writeFileSync(config, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
  return spawn(pathOf("caddy"), ["run", "--config", config, "--adapter", "caddyfile"], {
    // It keeps its state there.
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

export interface Answer {
  status: number;
  headers: http2.IncomingHttpHeaders;
  text: string;
}

/** A client that speaks HTTP/2 with the proxy over TLS, from an address of its own. */
export class Client {
  readonly #session: http2.ClientHttp2Session;
  readonly #headers: Record<string, string>;

  constructor(
    { httpsPort, certificate }: RunningProxy,
    headers: Record<string, string>,
    localAddress: string,
  ) {
    this.#headers = headers;
    this.#session = http2.connect(`https://${host}`, {
      createConnection: () =>
        tls.connect({
          socket: net.connect({ host: "127.0.0.1", port: httpsPort, localAddress }),
          servername: host,
          ca: certificate,
          ALPNProtocols: ["h2"],
        }),
    });
  }

  /** A request whose response is read while it arrives. */
  open(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const stream = this.#session.request({
      ":authority": host,
      ":method": method,
      ":path": path,
      ...type,
      ...this.#headers,
      ...headers,
    });
    stream.setEncoding("utf8").end(body);
    return stream;
  }

  async ask(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<Answer> {
    const stream = this.open(method, path, body, headers);
    const answered = new Promise<http2.IncomingHttpHeaders>((resolve, reject) =>
      stream.once("response", resolve).once("error", reject),
    );
    let text = "";
    for await (const chunk of stream) text += chunk;
    const received = await answered;
    return { status: Number(received[":status"]), headers: received, text };
  }

  close(): void {
    this.#session.destroy();
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

function freePort(): Promise<number> {
  const server = net.createServer();
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    }),
  );
}
