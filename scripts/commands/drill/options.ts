import { parseArgs } from "node:util";

export const scenarios = ["killed", "frozen"] as const;
export type Scenario = (typeof scenarios)[number];

export interface Options {
  clients: number;
  /** A folder with an earlier version, built. */
  upgrade?: string;
  only: Scenario[];
  help: boolean;
}

export const help = `
Usage: npm run drill                       kills a primary under load, then freezes one, and counts what was lost
       npm run drill -- --only frozen      one of ${scenarios.join(", ")}
       npm run drill -- --upgrade FOLDER   replaces an earlier version by this one under load, and counts what was lost

  --clients N        parallel clients (default 16)
  --only NAME        one scenario only
  --upgrade FOLDER   a folder with an earlier version, after npm run build
  --help             this text

Starts a PostgreSQL primary and a synchronous standby in a temporary folder, and Countersign on both. Clients start
verifications, read the codes that arrive, and check them. Two seconds after the primary has failed, the standby is promoted.
Needs PostgreSQL's programs, pg_basebackup included. As root on Debian, they are installed (apt-get install postgresql).
Ends with 1 if a target is missed.
`;

/** A command line that cannot be followed. Its message says why. */
export class BadOption extends Error {}

export function parseOptions(args: readonly string[]): Options {
  const { clients, only, upgrade, help: isHelp } = read(args);
  const count = Number(clients);
  if (!Number.isInteger(count) || count < 1 || count > 256)
    throw new BadOption(`--clients takes a whole number from 1 to 256, not "${clients}".`);
  if (only !== undefined && !scenarios.some((name) => name === only))
    throw new BadOption(`--only takes one of ${scenarios.join(", ")}, not "${only}".`);
  return { clients: count, only: only ? [only as Scenario] : [...scenarios], upgrade, help: isHelp };
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        clients: { type: "string", default: "16" },
        only: { type: "string" },
        upgrade: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new BadOption(`${(error as Error).message}\n${help}`);
  }
}
