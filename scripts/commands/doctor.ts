/** `npm run doctor`: looks at an installation from outside and says what is wrong, and what to do about it. */
import { closeDb, preparePool } from "@/lib/db";
import { env } from "@/lib/env";
import { checkAudit } from "./doctor/check-audit";
import { checkCitus } from "./doctor/check-citus";
import { checkClock } from "./doctor/check-clock";
import { checkCompanySignIn } from "./doctor/check-company-sign-in";
import { checkDatabase } from "./doctor/check-database";
import { checkOperators } from "./doctor/check-operators";
import { checkOutbox } from "./doctor/check-outbox";
import { checkPartitions } from "./doctor/check-partitions";
import { checkPolicies } from "./doctor/check-policies";
import { checkPooler } from "./doctor/check-pooler";
import { checkProviders } from "./doctor/check-providers";
import { checkPublicUrl } from "./doctor/check-public-url";
import { checkRetention } from "./doctor/check-retention";
import { checkSecrets } from "./doctor/check-secrets";
import type { Finding } from "./doctor/finding";
import { printed, verdict } from "./doctor/print";

const help = `
Usage: npm run doctor
       npm run --silent doctor -- --json   for programs: {"publicUrl", "isBroken", "findings": [{"level", "about", "text", "remedy"}]}

Looks at database, pooler, Citus, secrets, clock, PUBLIC_URL, providers, policies, operators, outbox, retention, the audit log and the company's sign-in, and says for each
  ✓ all is well   ! works, but know this   ✗ does not work, or must not stay like this
Changes nothing and sends nothing. Ends with 1 if there is a ✗.
`;

const lookIntoDatabase = [
  checkPooler,
  checkCitus,
  checkSecrets,
  checkClock,
  checkProviders,
  checkPolicies,
  checkOperators,
  checkOutbox,
  checkRetention,
  checkPartitions,
  checkAudit,
];

async function main(): Promise<number> {
  const [option] = process.argv.slice(2);
  const isJson = option === "--json";
  if (option && !isJson) {
    const isHelp = ["--help", "-h"].includes(option);
    console.log(isHelp ? help : `Unknown option ${option}.\n${help}`);
    return isHelp ? 0 : 1;
  }
  if (!isJson) console.log(`\n  Countersign at ${env.PUBLIC_URL}\n`);
  const findings = await examine((finding) => isJson || console.log(printed(finding)));
  const isBroken = findings.some(({ level }) => level === "broken");
  if (isJson) console.log(JSON.stringify({ publicUrl: env.PUBLIC_URL, isBroken, findings }, null, 2));
  else console.log(`\n  ${verdict(findings)}\n`);
  return isBroken ? 1 : 0;
}

/** Runs every check. `tell` hears each finding at once. */
async function examine(tell: (finding: Finding) => void): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (found: Finding[]) => {
    findings.push(...found);
    found.forEach(tell);
  };
  // What goes wrong here, the next check says.
  await preparePool().catch(() => {});
  const database = await checkDatabase();
  add(database.findings);
  if (database.isReady) for (const check of lookIntoDatabase) add(await check());
  add(await checkPublicUrl());
  add(await checkCompanySignIn());
  return findings;
}

process.exitCode = await main()
  .catch((error: Error) => {
    // Most likely the environment, whose message says which variable and why.
    console.error(`\n  ✗ ${error.message}\n`);
    return 1;
  })
  .finally(closeDb);
