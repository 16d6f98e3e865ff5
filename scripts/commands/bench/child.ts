import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { Explanation, root } from "./application";

/** What a process of the bench can be asked: names, what each takes and what it answers. */
export type ChildCommands = Record<string, (input: never) => Promise<unknown>>;

type Reply = { ok: true; value: unknown } | { ok: false; error: string };

/** Another process of the bench, with one call at a time. Separate processes do not share the server's event loop. */
export class Child<S extends ChildCommands> {
  readonly #process: ChildProcess;
  readonly #name: string;

  constructor(name: string, env: Partial<NodeJS.ProcessEnv> = {}) {
    this.#name = name;
    const file = join(root, "scripts/commands/bench/processes", `${name}.ts`);
    this.#process = spawn(process.execPath, ["--import", "tsx", file], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
    });
  }

  ask<Name extends keyof S & string>(
    skill: Name,
    input: Parameters<S[Name]>[0],
  ): Promise<Awaited<ReturnType<S[Name]>>> {
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Explanation(`The bench's process "${this.#name}" ended too early.`));
      this.#process.once("exit", ended);
      this.#process.once("message", (reply: Reply) => {
        this.#process.off("exit", ended);
        if (reply.ok) resolve(reply.value as Awaited<ReturnType<S[Name]>>);
        else reject(new Explanation(`${this.#name}: ${reply.error}`));
      });
      this.#process.send({ skill, input });
    });
  }

  stop(): void {
    this.#process.disconnect();
  }
}

/** The other end: answers what the parent asks, until the parent is gone. */
export function answer(skills: ChildCommands): void {
  process.on("message", async ({ skill, input }: { skill: string; input: never }) => {
    const reply = await skills[skill]!(input).then(
      (value): Reply => ({ ok: true, value }),
      (error): Reply => ({ ok: false, error: wordsOf(error) }),
    );
    process.send!(reply);
  });
  process.on("disconnect", () => process.exit(0));
  // Ctrl-C reaches every process of the terminal; the parent ends us when it is done with us.
  process.on("SIGINT", () => {});
}

/** Drizzle's errors say which statement failed, their cause says why. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}\n${wordsOf(error.cause)}` : error.message;
}
