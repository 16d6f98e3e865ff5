/** `npm run simulate-abuse`: plays attacks beside honest people and counts who gets messages. Its figures: docs/protection.md. */
import { parseArgs } from "node:util";
import postgres from "postgres";
import { Databases } from "./bench/databases";
import { bold, Explanation, runMain, step } from "./drill/application";

const help = `
Usage: npm run simulate-abuse                          plays six attacks, each beside 200 honest people an hour
       npm run simulate-abuse -- --only "slow drip"    one of them

  --only NAME   one attack only
  --seed N      other random numbers (default 1)
  --help        this text

Makes a scratch database on the server of DATABASE_URL, whose clock it moves, and removes it afterwards. No message is sent.
Ends with 1 if a target is missed.
`;

await runMain(async () => {
  const options = readOptions();
  if (options.help) return console.log(help);
  const databases = new Databases(process.env.DATABASE_URL!);
  try {
    process.env.DATABASE_URL = await databases.create("countersign_simulation");
    process.env.LOG_LEVEL = "silent";
    // A busy machine takes its time.
    process.env.DATABASE_TIMEOUT_SECONDS = "60";
    await simulate(options);
  } finally {
    await databases.close(false);
  }
});

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string" },
        seed: { type: "string", default: "1" },
        help: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Explanation(`${(error as Error).message}\n${help}`);
  }
}

async function simulate({ only, seed }: { only?: string; seed: string }): Promise<void> {
  // What reads the environment is imported after it names the scratch database.
  const [{ attacks }, { Clock, installClock }, { makeHistory }, { Random }, { Simulation }, report, db] =
    await Promise.all([
      import("./simulate-abuse/attacks"),
      import("./simulate-abuse/clock"),
      import("./simulate-abuse/history"),
      import("./simulate-abuse/random"),
      import("./simulate-abuse/simulation"),
      import("./simulate-abuse/report"),
      import("@/lib/db"),
    ]);
  const played = attacks.filter(({ name }) => only === undefined || name === only);
  if (played.length === 0)
    throw new Explanation(`The attacks are: ${attacks.map(({ name }) => name).join(", ")}.`);
  console.log(`\n  ${bold("Countersign's simulation of abuse")}\n`);
  await db.migrate();
  const sql = postgres(process.env.DATABASE_URL!, { max: 1, onnotice: () => {} });
  await installClock(sql);
  const clock = new Clock(sql, new Date());
  try {
    const history = await step("Two weeks of honest people", async () =>
      makeHistory(new Random(Number(seed)), 14),
    );
    const outcomes = [];
    for (const attack of played)
      outcomes.push(
        await step(attack.name, () => new Simulation(clock, new Random(Number(seed)), history).play(attack)),
      );
    console.log(`\n${report.reportOf(outcomes)}\n`);
    for (const outcome of outcomes) console.log(`  ${report.rulesOf(outcome)}`);
    const misses = report.missesOf(outcomes);
    for (const miss of misses) console.error(`\n  ✗ ${miss}`);
    if (misses.length > 0) process.exitCode = 1;
  } finally {
    clock.stop();
    await db.closeDb();
    await sql.end();
  }
}
