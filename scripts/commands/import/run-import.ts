import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import type { Ctx } from "@/lib/access";
import type { Project } from "@/lib/projects";
import { type ImportConflict, importUsers } from "@/lib/users";
import { Explanation, say } from "../drill/application";
import type { Page, Read, RefusedRow } from "./source";

export interface RunImport {
  source: string;
  read: Read;
  project: Project;
  isDryRun: boolean;
  stateFile: string;
  conflictsFile: string;
}

/** Where an import is, written after each batch. */
interface State {
  source: string;
  projectId: string;
  position: string | null;
  read: number;
  created: number;
  known: number;
  conflicts: number;
  /** How much of the conflicts file is about the users before the position. */
  conflictsBytes: number;
}

/** Runs until the source ends, or Ctrl-C. Returns the exit code: 130 if it was interrupted. */
export async function runImport(options: RunImport): Promise<number> {
  const { source, read, project, isDryRun, stateFile, conflictsFile } = options;
  const state = isDryRun ? null : earlierState(options);
  const counts: State = state ?? { ...noState(options) };
  if (state) say(`Continuing after ${counts.read} users.`);
  const ctx: Ctx = {
    project,
    caller: { kind: "system" },
    dialect: "native",
    requestId: `import_${Date.now().toString(36)}`,
    endUser: null,
  };
  const stopper = new Stopper();
  const progress = new Progress();
  for await (const page of ahead(read(counts.position))) {
    const result = await importUsers(ctx, { source, users: page.users, isDryRun });
    const conflicts = [...refusedIn(page), ...result.conflicts];
    counts.read += page.users.length + (page.refused?.length ?? 0);
    counts.created += result.created;
    counts.known += result.known;
    counts.conflicts += conflicts.length;
    counts.position = page.next;
    counts.conflictsBytes = writeConflicts(conflictsFile, counts.conflictsBytes, conflicts);
    if (!isDryRun) writeState(stateFile, counts);
    progress.show(counts, page.total);
    if (stopper.isAsked) break;
  }
  stopper.close();
  say(summary(counts, options, stopper.isAsked));
  return stopper.isAsked ? 130 : 0;
}

const noState = ({ source, project }: RunImport): State => ({
  source,
  projectId: project.id,
  position: null,
  read: 0,
  created: 0,
  known: 0,
  conflicts: 0,
  conflictsBytes: 0,
});

function earlierState({ source, project, stateFile }: RunImport): State | null {
  if (!existsSync(stateFile)) return null;
  const state: State = JSON.parse(readFileSync(stateFile, "utf8"));
  if (state.source !== source || state.projectId !== project.id) {
    throw new Explanation(`${stateFile} is of another import. Name another file with --state, or delete it.`);
  }
  return state;
}

/** Replaces the file at once, so that a crash leaves the one or the other. */
function writeState(file: string, state: State): void {
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

const refusedIn = ({ refused = [] }: Page) =>
  refused.map(({ line, reason, member }) => ({ line, reason, member }));

/** Appends to the file, of which what a crash left behind is cut off. Returns its length. */
function writeConflicts(
  file: string,
  length: number,
  conflicts: readonly (ImportConflict | RefusedRow)[],
): number {
  const text = Buffer.from(conflicts.map((conflict) => `${JSON.stringify(conflict)}\n`).join(""));
  const size = existsSync(file) ? statSync(file).size : 0;
  const kept = Math.min(length, size);
  if (kept < size) truncateSync(file, kept);
  if (text.length > 0) appendFileSync(file, text, { mode: 0o600 });
  return kept + text.length;
}

/** Reads one page ahead, so that the source and the database work at the same time. */
async function* ahead<Item>(pages: AsyncIterable<Item>): AsyncIterable<Item> {
  const iterator = pages[Symbol.asyncIterator]();
  let pending = iterator.next();
  for (;;) {
    const { done, value } = await pending;
    if (done) return;
    pending = iterator.next();
    // Reported when it is awaited, not before.
    pending.catch(() => {});
    yield value;
  }
}

/** Waits for Ctrl-C. The batch at hand is finished first; a second one ends the process at once. */
class Stopper {
  isAsked = false;
  readonly #ask = () => {
    if (this.isAsked) process.exit(130);
    this.isAsked = true;
    say("Stopping after this batch …");
  };

  constructor() {
    process.on("SIGINT", this.#ask);
    process.on("SIGTERM", this.#ask);
  }

  close(): void {
    process.off("SIGINT", this.#ask);
    process.off("SIGTERM", this.#ask);
  }
}

/** A line every few seconds. */
class Progress {
  readonly #startedAt = performance.now();
  #shownAt = this.#startedAt;
  #first: number | undefined;

  show({ read, created, known, conflicts }: State, total: number | undefined): void {
    const now = performance.now();
    this.#first ??= read;
    if (now - this.#shownAt < 2000) return;
    this.#shownAt = now;
    const perSecond = Math.round((read - this.#first) / ((now - this.#startedAt) / 1000));
    const of = total === undefined ? "" : ` of ${total}`;
    const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
    say(
      `${read}${of} read · ${created} new · ${known} known · ${conflicts} conflicts · ${perSecond}/s · ${megabytes} MB`,
    );
  }
}

function summary({ read, created, known, conflicts }: State, options: RunImport, isStopped: boolean): string {
  const { isDryRun, conflictsFile, stateFile } = options;
  const lines = [
    `${isDryRun ? "Dry run: " : ""}${read} users read, ${created} ${isDryRun ? "would be new" : "new"}, ${known} known, ${conflicts} conflicts.`,
  ];
  if (conflicts > 0) lines.push(`The conflicts and their reasons: ${conflictsFile}.`);
  if (isStopped) lines.push("Run the same command again to continue.");
  else if (!isDryRun) lines.push(`To start again later, for new users, delete ${stateFile}.`);
  return lines.join("\n");
}
