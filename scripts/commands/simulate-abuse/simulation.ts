import { sql } from "drizzle-orm";
import { prefixStatistics } from "@/drizzle/schema";
import { aContext } from "@/lib/access/testing";
import { arrayLiteral, db } from "@/lib/db";
import type { Project } from "@/lib/projects";
import { flushGuesses } from "@/lib/protection";
import { insertPrefixes, type NewPrefix } from "@/lib/protection/prefixes/repository";
import { learnAll } from "@/lib/protection/prefixes/statistics/repository";
import { watchPrefixes } from "@/lib/protection/prefixes/watch-prefixes";
import { addPaidProvider, markSent } from "@/lib/protection/testing";
import { checkCode, resend, start, startOrResend } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aProject } from "@/lib/verification/testing";
import type { Attack } from "./attacks";
import type { Clock } from "./clock";
import type { History, HistoryCount } from "./history";
import { addressOf, emailOf, people, phoneOf } from "./people";
import type { Random } from "./random";

/** How many messages of an attack get through at most before they are counted. */
const firstMessages = 50;
/** The product looks every two seconds while messages are sent. */
const roundSeconds = 30;

export interface Outcome {
  attack: Attack;
  /** Requests, and those that were sent. */
  asked: number;
  sent: number;
  /** Requests after the first fifty, and those that were refused. */
  judged: number;
  refused: number;
  /** Refused requests by rule or limit. */
  byRule: Map<string, number>;
  guesses: number;
  /** Guesses that were right. */
  hits: number;
  /** The number of the first guess at a code with so many digits. Longer codes are what follows from noticing it. */
  firstGuessAt: Map<number, number>;
  /** Honest people, and those who were refused a message at least once. */
  people: number;
  peopleRefused: number;
  /** Why people were refused. */
  peopleByRule: Map<string, number>;
}

type Step = { at: number; run: () => Promise<void> };

/** Plays one attack beside honest people, against a project of its own. */
export class Simulation {
  readonly #steps: Step[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
    private readonly history: History,
  ) {}

  /** `part`: plays only this part of the attack's hours. */
  async play(attack: Attack, part = 1): Promise<Outcome> {
    const project = await this.#openProject();
    await this.#rememberHistory(project);
    const outcome: Outcome = {
      ...{ attack, asked: 0, sent: 0, judged: 0, refused: 0, byRule: new Map() },
      ...{ guesses: 0, hits: 0, firstGuessAt: new Map() },
      ...{ people: 0, peopleRefused: 0, peopleByRule: new Map() },
    };
    const begin = this.clock.at.getTime() / 1000;
    const seconds = attack.hours * 3600 * part;
    for (let at = 0; at < seconds; at += roundSeconds) this.#add(begin + at, () => this.#round(at));
    const count = Math.round(people.perHour * (seconds / 3600));
    for (let person = 0; person < count; person++)
      this.#add(begin + this.random.next() * seconds, () => this.#person(project, outcome));
    const request = attack.prepare(this.random, project);
    const attackSeconds = 3600 / attack.perHour;
    for (let index = 0; index < attack.perHour * attack.hours * part; index++)
      this.#add(begin + index * attackSeconds, () => this.#attack(project, request(index), outcome));

    while (this.#steps.length > 0) {
      const step = this.#steps.shift()!;
      await this.clock.set(new Date(step.at * 1000));
      await step.run();
    }
    // The next attack must not find this one's messages.
    await this.clock.set(new Date(this.clock.at.getTime() + 3 * 3600 * 1000));
    return outcome;
  }

  #add(at: number, run: () => Promise<void>): void {
    let low = 0;
    let high = this.#steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#steps[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    this.#steps.splice(low, 0, { at, run });
  }

  /** A project with a provider that costs money. No worker runs, so nothing is ever sent. */
  async #openProject(): Promise<Project> {
    const project = await aProject();
    await addPaidProvider(project.id);
    return project;
  }

  /** Two weeks of honest people, as statistics. */
  async #rememberHistory(project: Project): Promise<void> {
    const { counts, blocks } = this.history;
    const column = (name: keyof HistoryCount) => arrayLiteral(counts.map((count) => count[name]));
    await db().execute(sql`
      insert into ${prefixStatistics} (project_id, bucket, block, sent, verified)
      select ${project.id}::uuid, date_bin('5 minutes', now() - make_interval(hours => hour), 'epoch'), block, sent, verified
      from unnest(${column("hour")}::int[], ${column("block")}::text[], ${column("sent")}::int[], ${column("verified")}::int[])
        as counted(hour, block, sent, verified)`);
    const prefixes = [...blocks].flatMap(([block, country]): NewPrefix[] => [
      { projectId: project.id, prefix: block, kind: "block", country },
      { projectId: project.id, prefix: country, kind: "country", country },
      { projectId: project.id, prefix: "unfamiliar", kind: "unfamiliar", country: null },
    ]);
    await db().transaction(async (tx) => {
      for (let from = 0; from < prefixes.length; from += 1000)
        await insertPrefixes(tx, prefixes.slice(from, from + 1000));
      // Twice: which countries are familiar decides what counts as unfamiliar.
      await learnAll(tx, [project.id]);
      await learnAll(tx, [project.id]);
    });
  }

  async #round(at: number): Promise<void> {
    await watchPrefixes(at > 0 && at % 600 === 0 ? "learn" : at % 60 === 0 ? "day" : "hour");
  }

  async #person(project: Project, outcome: Outcome): Promise<void> {
    outcome.people += 1;
    const { random } = this;
    const isByPhone = random.next() < people.byPhone;
    const identifier = isByPhone ? { phone: phoneOf(random) } : { email: emailOf(random) };
    const ctx = aContext(project, { endUser: { ip: addressOf(random), userAgent: null, deviceId: null } });
    const started = await start(ctx, { identifier });
    if (!started.ok) return refusedPerson(outcome, reasonOf(started.refusal));
    const { verification } = started.value;
    await markSent(verification.id);
    if (random.next() >= people.verifying) return;
    const now = this.clock.at.getTime() / 1000;
    let answersAt = now + Math.min(random.lognormal(25, 0.8), 500);
    if (random.next() < people.resending) {
      answersAt += 65;
      this.#add(now + 65, async () => {
        const again = await resend(ctx, { verificationId: verification.id });
        if (again.ok) await markSent(verification.id);
        else refusedPerson(outcome, reasonOf(again.refusal));
      });
    }
    const answer = (code: string) => async () => {
      await checkCode(ctx, { verificationId: verification.id, code });
    };
    const right = codeOf(verification);
    if (random.next() < people.mistyping) {
      this.#add(answersAt, answer(right === "000000" ? "000001" : "000000"));
      answersAt += 8;
    }
    this.#add(answersAt, answer(right));
  }

  async #attack(project: Project, request: ReturnType<ReturnType<Attack["prepare"]>>, outcome: Outcome) {
    const { identifier, ip, policy, guesses } = request;
    const ctx = aContext(project, { endUser: { ip, userAgent: null, deviceId: null } });
    const started = await startOrResend(ctx, { identifier, policy });
    outcome.asked += 1;
    const isJudged = outcome.asked > firstMessages;
    if (isJudged) outcome.judged += 1;
    if (!started.ok) {
      if (isJudged) outcome.refused += 1;
      const reason = reasonOf(started.refusal);
      outcome.byRule.set(reason, (outcome.byRule.get(reason) ?? 0) + 1);
      return;
    }
    outcome.sent += 1;
    const { verification } = started.value;
    await markSent(verification.id);
    if (!guesses) return;
    outcome.guesses += 1;
    const { codeLength } = verification.policy;
    if (!outcome.firstGuessAt.has(codeLength)) outcome.firstGuessAt.set(codeLength, outcome.guesses);
    const guess = { verificationId: verification.id, code: this.random.digits(codeLength) };
    if ((await checkCode(ctx, guess)).ok) outcome.hits += 1;
    // The product writes counts once a second, in which hardly more than one guess is made.
    await flushGuesses();
  }
}

function refusedPerson(outcome: Outcome, reason: string): void {
  outcome.peopleRefused += 1;
  outcome.peopleByRule.set(reason, (outcome.peopleByRule.get(reason) ?? 0) + 1);
}

/** The rule, or whose limit. */
function reasonOf(refusal: { code: string; rule?: string; by?: string }): string {
  return refusal.rule ?? (refusal.by ? `limit by ${refusal.by}` : refusal.code);
}
