import { parseArgs } from "node:util";
import {
  consoleLinkLifetimeSeconds,
  findFirstOperator,
  findOperatorByEmail,
  newConsoleLink,
} from "@/lib/access";
import { closeDb, migrate, preparePool } from "@/lib/db";
import { minute } from "@/lib/time";

const usage = `Prints a link that signs you in to the console, once.

  npm run console-link                       as the operator who has been here longest
  npm run console-link -- --email you@…      as this operator
  npm run console-link -- --recover …        without the second factor, for somebody who lost it

The link works for ${consoleLinkLifetimeSeconds / minute} minutes. Whoever can run this holds the database anyway.`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      recover: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  await preparePool();
  await migrate();
  const operator = values.email ? await findOperatorByEmail(values.email) : await findFirstOperator();
  if (!operator) {
    const reason = values.email
      ? `There is no operator ${values.email}.`
      : "There is no operator yet: npm start makes the first one.";
    console.error(reason);
    return 1;
  }
  console.log(`For ${operator.email}, once, within ${consoleLinkLifetimeSeconds / minute} minutes:\n`);
  console.log(await newConsoleLink(operator.id, { isRecovery: values.recover }));
  return 0;
}

process.exitCode = await main().finally(closeDb);
