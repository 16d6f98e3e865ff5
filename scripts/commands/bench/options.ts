/** What is measured, in the order of a round. */
export const calls = ["noop", "start", "right", "wrong", "delivered", "webhook", "floor"] as const;
export type CallName = (typeof calls)[number];

export interface Options {
  seconds: number;
  rounds: number;
  clients: number[];
  only: CallName[];
  /** Sizes of the databases that are compared: with the smallest, or a single one with an empty one. */
  rows: number[];
  waiting: number;
  protection: boolean;
  json?: string;
  profile?: string;
  keep: boolean;
  help: boolean;
}

export const help = `
Usage: npm run bench                         each call compared with a no-op handler and the floor
       npm run bench -- --rows 100,1000000   starts and checks on databases of several sizes
       npm run bench -- --waiting 1000       what clients cost that wait for events
       npm run bench -- --protection         what rules and limits cost, and whether response times tell of refusals
       npm run bench -- --quick              a rough result in a minute, at 16 clients

  --quick          short for --seconds 2 --rounds 2 --clients 16; each can still be set
  --seconds N      length of each measurement (default 4)
  --rounds N       how often everything is measured; the median is shown (default 5)
  --clients LIST   parallel clients, one connection each (default 1,16,64; with --rows: 16)
  --only LIST      some of ${calls.join(",")}
  --rows LIST      compare databases of so many old verifications, e.g. 100,1000000; a single one with an empty one
  --waiting N      measure only this many waiting clients
  --protection     measure only protection
  --json FILE      write all measurements
  --profile DIR    write a CPU profile of the server there (this slows it down a little)
  --keep           do not drop the databases countersign_bench… at the end
  --help           this text

Uses the server of DATABASE_URL, or the embedded one, with its own databases. The machine should be otherwise idle.
`;

/** A command line that cannot be followed; its message is for the person who wrote it. */
export class BadOption extends Error {}

export function parseOptions(args: readonly string[]): Options {
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const [name = "", ...rest] = args[i]!.split("=");
    if (!(name in readers)) throw new BadOption(`Unknown option ${args[i]}.\n${help}`);
    given.set(name, flags.includes(name) ? "" : rest.length > 0 ? rest.join("=") : (args[++i] ?? ""));
  }
  const options = { ...defaults, ...(given.has("--quick") && quick) };
  if (given.has("--rows")) options.clients = [16];
  for (const [name, text] of given) readers[name]!(options, text, name);
  return options;
}

const defaults: Options = {
  seconds: 4,
  rounds: 5,
  clients: [1, 16, 64],
  only: [...calls],
  rows: [],
  waiting: 0,
  protection: false,
  keep: false,
  help: false,
};

const quick = { seconds: 2, rounds: 2, clients: [16] };

const flags = ["--quick", "--protection", "--keep", "--help"];

const readers: Record<string, (options: Options, text: string, name: string) => void> = {
  // Read before all others, so that they can still say otherwise.
  "--quick": () => {},
  "--seconds": (o, text, name) => {
    o.seconds = positive(text, name);
  },
  "--rounds": (o, text, name) => {
    o.rounds = positive(text, name, true);
  },
  "--clients": (o, text, name) => {
    o.clients = numbers(text, name);
  },
  "--only": (o, text) => {
    const names = text.split(",");
    const unknown = names.find((name) => !calls.some((call) => call === name));
    if (unknown !== undefined)
      throw new BadOption(`--only takes some of ${calls.join(",")}, not "${unknown}".`);
    o.only = calls.filter((call) => names.includes(call));
  },
  "--rows": (o, text, name) => {
    o.rows = [...new Set(numbers(text, name))];
  },
  "--waiting": (o, text, name) => {
    o.waiting = positive(text, name, true);
  },
  "--protection": (o) => {
    o.protection = true;
  },
  "--json": (o, text) => {
    o.json = text;
  },
  "--profile": (o, text) => {
    o.profile = text;
  },
  "--keep": (o) => {
    o.keep = true;
  },
  "--help": (o) => {
    o.help = true;
  },
};

function numbers(text: string, name: string): number[] {
  return text.split(",").map((part) => positive(part, name, true));
}

function positive(text: string, name: string, whole = false): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value) && (!whole || Number.isInteger(value))) return value;
  throw new BadOption(`${name} takes a ${whole ? "whole " : ""}number above zero, not "${text}".`);
}
