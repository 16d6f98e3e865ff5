import { parseArgs } from "node:util";
import { migrate, withOwnConnection } from "@/lib/db";
import { type DistributeRefusal, distribute } from "@/lib/db/distribute";

const usage = `Spreads the tables of DATABASE_URL, a Citus coordinator, over its workers (docs/scale.md).

  npm run distribute

Stop Countersign first: rows are copied, and keys are built again. Safe to repeat.`;

const reasons: Record<DistributeRefusal, string> = {
  no_citus: "DATABASE_URL is not a Citus coordinator: the extension citus is missing.",
  no_workers: "The coordinator has no workers: add them with citus_add_node.",
  has_webhooks: "There are webhook endpoints. Webhooks do not work on Citus yet: delete the endpoints first.",
};

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: "boolean", short: "h" } } });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  await migrate();
  const result = await withOwnConnection(distribute);
  if (typeof result === "string") {
    console.error(reasons[result]);
    return 1;
  }
  console.log(
    result.length > 0 ? `Distributed: ${result.join(", ")}.` : "Everything is distributed already.",
  );
  return 0;
}

process.exitCode = await main();
