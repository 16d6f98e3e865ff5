import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../../..");

/** The scripts around the product are plain JavaScript, so that they run before anything is installed. Their types stand here. */
async function script<Exports>(name: string): Promise<Exports> {
  return import(join(root, "scripts", `${name}.mjs`));
}

type Step = <T>(title: string, work: (tell: (detail: string) => void) => Promise<T>) => Promise<T>;

export const { step, say, bold } = await script<{
  step: Step;
  say(text: string): void;
  bold(text: string): string;
}>("progress");
export const { Explanation, runMain } = await script<{
  Explanation: new (message: string) => Error;
  runMain(main: () => Promise<void>): Promise<void>;
}>("explanation");
export const { ensureBuilt } = await script<{ ensureBuilt(): Promise<void> }>("build");
export const { findFreePort } = await script<{ findFreePort(): Promise<number> }>("ports");
