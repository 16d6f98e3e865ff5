/**
 * What protection costs, and whether the time of a response tells that a message was refused. Verbs and route handlers run in this
 * process, without a server, with a worker and the inbox.
 */
import { and, eq } from "drizzle-orm";
import { budgets, phonePrefixes } from "@/drizzle/schema";
import { closeDb, db, migrate } from "@/lib/db";
import { startWorker } from "@/lib/delivery";
import { anInteraction, identifierOf } from "@/lib/dialects/logto/contract/browser";
import { aClient, type Client } from "@/lib/dialects/logto/contract/harness";
import { env } from "@/lib/env";
import { routesOf } from "@/lib/http/testing";
import { log } from "@/lib/log";
import { type Project, type ProtectionSettings, updateProject } from "@/lib/projects";
import { addPaidProvider } from "@/lib/protection/testing";
import {
  admitFallback,
  checkCode,
  type IdentifierInput,
  openChallenges,
  setIdentifier,
  start,
} from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject } from "@/lib/verification/testing";
import { answer } from "../child";
import { databaseMicros } from "../processor-time";

/** How long the responses of one surface took, in milliseconds. */
export interface Timing {
  surface: string;
  sent: number[];
  /** Messages that were refused, which the response does not say. */
  refused: number[];
}

/** Processor time of a start and its check, in microseconds, in one round: of this process and of the database. */
export interface CycleCost {
  process: number;
  database: number;
}

export interface RulesCost {
  what: string;
  with: CycleCost[];
  without: CycleCost[];
}

export type ProtectionCommands = {
  timings(input: { samples: number }): Promise<Timing[]>;
  rules(input: RulesInput): Promise<RulesCost[]>;
};

answer({ timings, rules } satisfies ProtectionCommands);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function protect(project: Project, over: Partial<ProtectionSettings>): Promise<Project> {
  const protection = { ...project.settings.protection, ...over };
  return (await updateProject(project.id, { settings: { ...project.settings, protection } }))!;
}

// Timing

/** Prepares a request to a recipient. The returned function makes it. */
type Surface = (email: string) => Promise<() => Promise<unknown>>;

let people = 0;
/** A new address: one that is served, or one that a rule refuses. Both are equally long. */
const someone = (isRefused: boolean) =>
  `person.${100_000 + ++people}@${isRefused ? "mailinator.com" : "mail.acme.test"}`;

async function timings({ samples }: { samples: number }): Promise<Timing[]> {
  await migrate();
  const worker = startWorker({ openChallenges, admitFallback, log });
  const client = await aClient();
  // The limits for everybody would refuse the bench.
  const common: Partial<ProtectionSettings> = { limits: [], disposableDomains: "refuse" };
  const open = await protect(client.project, common);
  const volumeLimits = [{ channel: null, max: 1, windowSeconds: 86_400 }];
  const full = await protect(await aProject(), { ...common, volumeLimits });
  await start(aContext(full), { identifier: { email: someone(false) } });
  const measured = [
    await compare("hosted page, a rule", samples, onPage(open)),
    await compare("hosted page, a full volume", samples, onPage(open), onPage(full)),
    await compare("Kratos, a rule", samples, inFlow),
    await compare("Logto Experience, a rule", samples, inInteraction(client)),
  ];
  await worker.stop();
  await closeDb();
  return measured;
}

/** Without a surface of its own, a refusal is one by the recipient. */
async function compare(
  surface: string,
  samples: number,
  sending: Surface,
  refusing?: Surface,
): Promise<Timing> {
  const timing: Timing = { surface, sent: [], refused: [] };
  const one = async (isRefused: boolean) => {
    const prepare = isRefused && refusing ? refusing : sending;
    const request = await prepare(someone(isRefused && !refusing));
    // What the requests before have left to do is done.
    await pause(5);
    const startedAt = performance.now();
    await request();
    timing[isRefused ? "refused" : "sent"].push(performance.now() - startedAt);
  };
  for (let sample = -20; sample < samples; sample++) {
    // Each goes first half of the time.
    await one(sample % 2 === 0);
    await one(sample % 2 !== 0);
    if (sample === -1) timing.sent.length = timing.refused.length = 0;
  }
  return timing;
}

/** The portal's form, from its verb on. */
function onPage(project: Project): Surface {
  return async (email) => {
    const ctx = aContext(project, { caller: { kind: "page", nonce: "bench" }, dialect: "portal" });
    const started = await start(ctx, {});
    if (!started.ok) throw new Error(started.refusal.code);
    const verificationId = started.value.verification.id;
    return async () => {
      const set = await setIdentifier(ctx, { verificationId, identifier: { email } });
      if (!set.ok) throw new Error(set.refusal.code);
    };
  };
}

const kratos = routesOf("(kratos)");

/** A native application's flow. */
async function inFlow(email: string): Promise<() => Promise<unknown>> {
  const url = `${env.PUBLIC_URL}/self-service/verification`;
  const begun = await (await kratos(new Request(`${url}/api`))).json();
  return async () => {
    const request = new Request(`${url}?flow=${begun.id}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ method: "code", email }),
    });
    const response = await kratos(request);
    if (response.status !== 200) throw new Error(`Kratos answered ${response.status}.`);
  };
}

function inInteraction(client: Client): Surface {
  return async (email) => {
    const browser = await anInteraction(client);
    return async () => {
      const body = { identifier: identifierOf(email), interactionEvent: "SignIn" };
      const { status } = await browser.post("/verification/verification-code", body);
      if (status !== 200) throw new Error(`Logto answered ${status}.`);
    };
  };
}

// Rules

interface RulesInput {
  rounds: number;
  cycles: number;
  postmaster: number | null;
}

/** In ninety operator blocks, so that the bench stays below the limit of each. */
const germanMobile = ["160", "162", "163", "170", "171", "172", "173", "174", "175"];

/** Starts and checks with the rules and without, in turns. Nothing is sent: no worker runs. */
async function rules(input: RulesInput): Promise<RulesCost[]> {
  await migrate();
  const none = { limits: [], guessLimits: null };
  const caps = {
    spendPerDay: 100_000,
    volumeLimits: [{ channel: null, max: 1_000_000, windowSeconds: 86_400 }],
  };
  const sides = async (over: Partial<ProtectionSettings>, isPaid: boolean) => {
    const [ruled, bare] = [await protect(await aProject(), over), await protect(await aProject(), none)];
    if (isPaid) await addPaidProvider(ruled.id);
    return { ruled, bare };
  };
  const byEmail = await sides({}, false);
  const byPhone = await sides(caps, true);
  // People of this country are known, but none of their blocks: each message is counted by block and by country.
  await db().insert(phonePrefixes).values({
    projectId: byPhone.ruled.id,
    prefix: "DE",
    kind: "country",
    country: "DE",
    busiestHour: 120,
    verified: 5000,
  });
  const email = (n: number) => ({ email: `person.${n}@mail.acme.test` });
  const phone = (n: number) => ({
    phone: `+49${germanMobile[n % germanMobile.length]}${String((n * 7_919_777) % 10_000_000).padStart(7, "0")}`,
  });
  const costs = [
    await compareCosts("email", input, byEmail, email),
    await compareCosts("SMS on a paid channel", input, byPhone, phone),
  ];
  await closeDb();
  return costs;
}

async function compareCosts(
  what: string,
  { rounds, cycles, postmaster }: RulesInput,
  { ruled, bare }: { ruled: Project; bare: Project },
  identifierOf: (n: number) => IdentifierInput,
): Promise<RulesCost> {
  const cost: RulesCost = { what, with: [], without: [] };
  let n = 0;
  const measure = async (project: Project): Promise<CycleCost> => {
    const before = { process: process.cpuUsage(), database: databaseMicros(postmaster) };
    for (let cycle = 0; cycle < cycles; cycle++) await startAndCheck(project, identifierOf(++n), n);
    const { user, system } = process.cpuUsage(before.process);
    const database = databaseMicros(postmaster) - before.database;
    return { process: (user + system) / cycles, database: database / cycles };
  };
  // The first rounds prepare statements, fill caches and have the code compiled.
  for (let round = -2; round < rounds; round++) {
    const isRuledFirst = round % 2 === 0;
    const first = await measure(isRuledFirst ? ruled : bare);
    const second = await measure(isRuledFirst ? bare : ruled);
    await forgetVolumes(ruled);
    if (round < 0) continue;
    cost.with.push(isRuledFirst ? first : second);
    cost.without.push(isRuledFirst ? second : first);
  }
  return cost;
}

/** As if an hour had passed: more messages than one round's would reach the limits of the prefixes. */
async function forgetVolumes({ id }: Project): Promise<void> {
  await db()
    .delete(budgets)
    .where(and(eq(budgets.projectId, id), eq(budgets.kind, "volume")));
}

async function startAndCheck(project: Project, identifier: IdentifierInput, n: number): Promise<void> {
  // Each person has an address of their own, as most people do.
  const ip = `${1 + (n % 200)}.${(n >> 8) % 256}.${n % 256}.7`;
  const ctx = aContext(project, { endUser: { ip, userAgent: "Mozilla/5.0", deviceId: `device-${n}` } });
  const started = await start(ctx, { identifier });
  if (!started.ok) throw new Error(JSON.stringify(started.refusal));
  const { verification } = started.value;
  const checked = await checkCode(ctx, { verificationId: verification.id, code: codeOf(verification) });
  if (!checked.ok) throw new Error(checked.refusal.code);
}
