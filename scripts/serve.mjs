/**
 * Serves the built product (with `--dev`, the sources) on HOST:PORT. With `--migrate`, only brings the database up to date.
 * Everything else comes from the environment, so a container can run this file alone. `npm start` runs it under a supervisor that also starts the database.
 */
import { EventEmitter } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { holdBuild } from "./build.mjs";
import { Explanation, runMain } from "./explanation.mjs";
import { createHttpServer } from "./http-server.mjs";
import { hasBody, isActionPost, readActionPost, readPageBody } from "./page-posts.mjs";
import { say } from "./progress.mjs";
import { inRoot, root } from "./project.mjs";
import { dropFrameworkVary, securityHeaders } from "./response-headers.mjs";
import { startSandboxProvider } from "./sandbox-provider.mjs";
import { listenAddress, shutdownDelaySeconds } from "./settings.mjs";
import { ask, followSupervisor, hasSupervisor, sendMetrics } from "./supervisor.mjs";
import { welcomeText } from "./welcome.mjs";

/** How long running requests can take when the server stops, and when another one has taken its place. */
const drainSeconds = 10;
const leaveSeconds = 60;
/** How long a server that has been replaced keeps idle connections, for their clients to learn that they close. */
const idleSeconds = 5;
const stopSeconds = 4;

const dev = process.argv.includes("--dev");
const onlyMigrates = process.argv.includes("--migrate");
const hasParent = Boolean(process.send);

await runMain(async () => {
  const { port, host } = listenAddress();
  const shutdownDelay = shutdownDelaySeconds();
  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED ??= "1";
  if (onlyMigrates) process.env.WORKER = "off";
  if (!dev) holdBuild();
  useBuiltConfig();

  let handle;
  const { server, retire, drain } = createHttpServer((request, response) => handle(request, response), {
    headers: () => securityHeaders(process.env.PUBLIC_URL),
    // In development the framework loads route files on demand, so their prefixes are not known.
    api: () => (dev ? undefined : globalThis[Symbol.for("countersign.prefixes")]),
    isFile: filesIn(inRoot("public")),
  });
  const next = (await import("next")).default;
  // Next.js listens for WebSocket upgrades on the server it is given. Only its reloading in development needs them;
  // in production an upgrade offer (as of `curl --http2`) is ignored and answered as the plain request it also is.
  const httpServer = dev ? server : new EventEmitter();
  const app = next({ dev, dir: root, hostname: host, port, httpServer });
  await prepare(app);
  handle = dev ? app.getRequestHandler() : inProduction(app.getRequestHandler());

  // Left there by instrumentation.ts, which the bundler keeps out of our reach.
  const countersign = globalThis[Symbol.for("countersign.process")] ?? {};
  if (countersign.failure !== undefined) throw new Explanation(countersign.failure);
  if (onlyMigrates) {
    await countersign.stop();
    say("The database is up to date.");
    process.exit(0);
  }
  const sandbox = countersign.sandbox && (await startSandbox(countersign.sandbox));
  const finish = once(async () => {
    await Promise.race([Promise.all([countersign.stop?.(), sandbox?.stop?.()]), wait(stopSeconds * 1000)]);
  });
  const stop = async (...patience) => {
    try {
      countersign.endWaits?.();
      await drain(...patience);
      await finish();
      if (hasSupervisor) await sendMetrics(await metricsOfProcess());
    } catch (error) {
      console.error(error);
    }
    process.exit(0);
  };
  stopOnSignals({
    stop: () => stop(drainSeconds),
    // A proxy that sends a request to a server that has just stopped can often not send it to another one.
    stopLater: async () => {
      countersign.retire?.();
      retire();
      await wait(shutdownDelay * 1000);
      await stop(drainSeconds);
    },
  });
  if (hasSupervisor)
    followSupervisor({ leave: () => stop(leaveSeconds, idleSeconds), report: metricsOfProcess });
  if (Number(process.env.COUNTERSIGN_PROCESSES) > 1) {
    globalThis[Symbol.for("countersign.machine")] = { metrics: () => ask("metrics") };
  }

  await listen(server, port, host);
  if (process.env.COUNTERSIGN_WELCOME !== "off") {
    const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
    const welcome = { publicUrl, ...(await countersign.welcome?.()), sandboxUrl: sandbox?.issuer };
    console.log(welcomeText(welcome));
  }
  process.send?.({ ready: true });
});

/** The metrics of this process (lib/metrics.ts). */
async function metricsOfProcess() {
  return (await globalThis[Symbol.for("countersign.metrics")]?.registry.getMetricsAsJSON()) ?? [];
}

function once(run) {
  let result;
  return () => {
    result ??= run();
    return result;
  };
}

/** Handles requests of the built product, with what its route files left on `globalThis`. */
function inProduction(framework) {
  return async (request, response) => {
    // The busiest endpoints skip the framework (lib/http/fast-path.ts).
    const taken = globalThis[Symbol.for("countersign.fast-path")]?.take(request, response);
    if (taken) return taken;
    const isApi = globalThis[Symbol.for("countersign.prefixes")]?.covers(request.url);
    if (isApi) dropFrameworkVary(response);
    if (isApi) return framework(request, response);
    if (!(hasBody(request) || isActionPost(request)))
      return tracePage(request, response, () => framework(request, response));
    const read = isActionPost(request) ? readActionPost : readPageBody;
    const { refusal, replay } = await read(request);
    if (replay) return tracePage(request, response, () => framework(replay, response));
    const head = { "content-type": "text/plain; charset=utf-8", connection: "close" };
    response.writeHead(refusal.status, head).end(`${refusal.text}\n`);
  };
}

/** Requests to pages are steps of a trace, too, if there is one (lib/telemetry). API endpoints have their own. */
async function tracePage({ method, url, headers }, response, work) {
  const tracer = globalThis[Symbol.for("countersign.tracer")];
  const page = /^\/(verify|console|docs)(?=[/?]|$)/.exec(url)?.[0];
  if (!tracer || !page) return work();
  const span = tracer.begin(
    `${method} ${page}`,
    "server",
    new Headers(pick(headers, "traceparent", "tracestate")),
  );
  try {
    return await tracer.within(span, work);
  } finally {
    span.set({ "http.request.method": method, "http.response.status_code": response.statusCode });
    if (response.statusCode >= 500) span.fail(String(response.statusCode));
    span.end();
  }
}

const pick = (headers, ...names) =>
  names.filter((name) => typeof headers[name] === "string").map((name) => [name, headers[name]]);

/** In a container there is no next.config.ts. What the build has read from it is the configuration. */
function useBuiltConfig() {
  if (dev || existsSync(inRoot("next.config.ts"))) return;
  const { config } = JSON.parse(readFileSync(inRoot(".next", "required-server-files.json"), "utf8"));
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
}

/** A predicate for the URL paths of the static files in a folder. */
function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = new Set(
    entries.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name).slice(folder.length)),
  );
  return (urlPath) => paths.has(urlPath);
}

/** Runs instrumentation.ts: migrations, first start, worker. */
async function prepare(app) {
  // Next.js reports a failure here four times, with stacks. We print one sentence instead, at the end.
  const held = [];
  const { error, log } = console;
  console.error = (...args) => held.push(args);
  // It also announces how long reading next.config.ts took.
  console.log = (...args) => args.join(" ").includes("next.config") || log(...args);
  try {
    await app.prepare();
    // In production that returns too early. No request must be served before the migrations are done.
    const server = await app.server.getServer();
    await server.prepare();
    // Loads the route files, which register themselves for the fast path and their prefixes.
    if (!dev) await server.unstable_preloadEntries?.();
  } catch (failure) {
    // The last of its reports comes a moment later.
    await wait(10);
    const reason = failure.message.replace("An error occurred while loading instrumentation hook: ", "");
    throw new Explanation(process.env.LOG_LEVEL === "debug" ? failure.stack : reason || String(failure));
  } finally {
    Object.assign(console, { error, log });
  }
  for (const args of held) console.error(...args);
}

/** The product works without it, so a failure is only printed. */
async function startSandbox({ port, client, announce }) {
  try {
    const sandbox = hasSupervisor
      ? await ask("sandbox", { port, client })
      : await startSandboxProvider({ port, client });
    await announce(sandbox.issuer);
    return sandbox;
  } catch (error) {
    say(`The sandbox identity provider did not start: ${error.message}`);
    return undefined;
  }
}

function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(new Explanation(`Countersign cannot listen on ${host}, port ${port}: ${error.message}`));
    });
    server.listen(port, host, resolve);
  });
}

function stopOnSignals({ stop, stopLater }) {
  // Whoever sends it twice does not want to wait.
  process.once("SIGTERM", () => {
    process.once("SIGTERM", stop);
    stopLater();
  });
  // Ctrl-C also reaches the parent, which then stops us in order. Without a parent, we must not outlive the terminal.
  process.on("SIGINT", hasParent ? () => {} : stop);
  process.on("SIGHUP", hasParent ? () => {} : stop);
  // Exit if the parent was killed, so that the next start can use the port.
  process.on("disconnect", stop);
}
