/** `npm run shadow`: passes requests on to a vendor, repeats them here, and reports where the answers differ (docs/shadow.md). */
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { closeDb, migrate, preparePool } from "@/lib/db";
import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { clearShadow, listShadow } from "@/lib/shadow";
import { Explanation, runMain, say } from "./drill/application";
import { dialects } from "./shadow/dialects";
import { printed } from "./shadow/print";
import { shadowProxy } from "./shadow/proxy";
import { Shadow } from "./shadow/shadow";
import { createShadowProject, findShadowProject, keyForRun, prepareProject } from "./shadow/shadow-project";
import { Tally } from "./shadow/tally";

const help = `
Usage: npm run shadow -- --dialect DIALECT --upstream URL [options]
       npm run shadow -- report [--json]     prints what was found
       npm run shadow -- clear               deletes it, to begin anew

A reverse proxy before your vendor. Each answer is the vendor's, unchanged. Afterwards the same request goes to a shadow project
of Countersign, which sends no messages, and the differences between both answers are counted. docs/shadow.md has the details.

  --dialect NAME   ${Object.keys(dialects).join(", ")}
  --upstream URL   the vendor's address, such as https://verify.twilio.com
  --port N         where to listen (default 4100)
  --host ADDRESS   (default 127.0.0.1)
  --target URL     Countersign's address (default: where it listens on this machine)
  --project ID     the shadow project (prj_…), if there are several. The first run creates one
  --help           this text

Ctrl-C ends it and prints a summary.
`;

/** How often findings are written to the database. */
const recordEveryMs = 2000;
/** How long Ctrl-C waits for requests that are not compared yet. */
const lastWaitMs = 5000;

await runMain(async () => {
  const { values, positionals } = readOptions();
  const [command] = positionals;
  if (values.help || (!command && !values.dialect)) return console.log(help);
  if (command && !["report", "clear"].includes(command))
    throw new Explanation(`There is no command “${command}”.\n${help}`);
  const run = command ? null : readRun(values);
  await preparePool();
  try {
    await migrate();
    const project = await findShadowProject(values.project);
    if (run) await serve(await prepareProject(project ?? (await createShadowProject())), run);
    else if (command === "report") await report(project, values.json);
    else if (project) await clearShadow(project.id);
  } finally {
    await closeDb();
  }
});

interface Run {
  dialect: string;
  upstream: URL;
  target: URL;
  host: string;
  port: number;
}

async function report(project: Project | null, asJson: boolean): Promise<void> {
  const endpoints = project ? await listShadow(project.id) : [];
  console.log(asJson ? JSON.stringify(endpoints, null, 2) : printed(endpoints));
}

async function serve(project: Project, { dialect, upstream, target, host, port }: Run): Promise<void> {
  const { key, revoke } = await keyForRun(project);
  const tally = new Tally(project.id, dialect);
  const shadow = new Shadow({ dialect, target, project, key, tally });
  const proxy = shadowProxy({
    upstream,
    onExchange: (exchange) => shadow.offer(exchange),
    onTooLarge: (request) => shadow.skip(request, "too_large"),
  });
  const timer = setInterval(() => void tally.record().catch(warnOnce), recordEveryMs);
  try {
    await listening(proxy, port, host);
    say(
      `http://${host}:${port} → ${upstream.origin}, compared with ${target.origin} (${dialect}). Ctrl-C ends it.`,
    );
    say(
      `The report: ${new URL(`/console/${toTypeId("prj", project.id)}/developers/shadow`, env.PUBLIC_URL).href}`,
    );
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    proxy.close();
    proxy.closeIdleConnections();
    await Promise.race([shadow.settled(), wait(lastWaitMs, undefined, { ref: false })]);
  } finally {
    clearInterval(timer);
    await tally.record().catch(warnOnce);
    await revoke();
    proxy.closeAllConnections();
  }
  const { requests, same, different, notCompared } = tally.totals;
  say(
    `${requests} requests: ${same} with the same answer, ${different} with another one, ${notCompared} not compared.`,
  );
  say("Read the report with: npm run shadow -- report");
}

async function listening(proxy: ReturnType<typeof shadowProxy>, port: number, host: string): Promise<void> {
  proxy.listen(port, host);
  await once(proxy, "listening").catch((error: NodeJS.ErrnoException) => {
    throw new Explanation(
      error.code === "EADDRINUSE"
        ? `Port ${port} is in use. Choose another with --port.`
        : `Cannot listen on ${host}:${port} (${error.code}).`,
    );
  });
}

let isWarned = false;
function warnOnce(error: unknown): void {
  if (!isWarned)
    say(
      `Findings could not be written to the database (${(error as Error).name}). They are kept until it is back.`,
    );
  isWarned = true;
}

function readRun(values: ReturnType<typeof readOptions>["values"]): Run {
  const { dialect = "", upstream, target, host, port } = values;
  if (!Object.hasOwn(dialects, dialect))
    throw new Explanation(`--dialect is one of ${Object.keys(dialects).join(", ")}.`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Explanation("--port is a number up to 65535.");
  return {
    dialect,
    upstream: readUrl("--upstream", upstream),
    target: readUrl("--target", target ?? `http://127.0.0.1:${env.PORT}`),
    host,
    port: Number(port),
  };
}

function readUrl(option: string, text: string | undefined): URL {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Explanation(`${option} is an http or https address, such as https://verify.twilio.com.`);
  return url;
}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        dialect: { type: "string" },
        upstream: { type: "string" },
        target: { type: "string" },
        port: { type: "string", default: "4100" },
        host: { type: "string", default: "127.0.0.1" },
        project: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new Explanation(`${(error as Error).message}\n${help}`);
  }
}
